// Waits for a card to be opened on a platform's page and hands over what it says, once.
import { type Card, openCard } from "./card";
import { cardIn, readerFor } from "./index";

const SETTLE_MS = 700; // a card fills itself after it opens
/** A card that is still empty after this many looks will not be read any more. */
const LOOKS_BEFORE_GIVING_UP = 4;

/** Watch this page if it is one of a platform's; `tell` gets each card once, an unreadable one without reasons. */
export function watchCards(root: Document, host: string, tell: (card: Card) => void): void {
  const reader = readerFor(host);
  if (!reader) return;
  const told = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let emptyLooks = 0;
  const look = (): void => {
    timer = undefined;
    const card = cardIn(root, host);
    if (card === null) {
      emptyLooks = 0;
      return;
    }
    if (card.reasons.length === 0 && ++emptyLooks < LOOKS_BEFORE_GIVING_UP) {
      lookSoon();
      return;
    }
    const name = JSON.stringify(card);
    if (!told.has(name)) tell(card);
    told.add(name);
  };
  const lookSoon = (): void => {
    timer ??= setTimeout(look, SETTLE_MS);
  };
  new MutationObserver(() => {
    if (timer === undefined && openCard(root, reader) !== null) lookSoon();
  }).observe(root.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["open", "hidden", "aria-hidden"],
  });
  lookSoon();
}
