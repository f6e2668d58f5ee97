// What a platform's own card says about an ad. A reader per platform knows where its card is and what it is called; the
// reading itself is by headings and lists, not by class names, which last weeks.

export type Platform = "google" | "meta" | "x";

export interface PlatformReader {
  platform: Platform;
  /** Hosts on which the card opens, in a page or in a frame of it. */
  hosts: RegExp;
  /** What the card calls itself, in the languages that are known. */
  titles: RegExp;
  /** The heading above the reasons, where there is one within the card. */
  reasonHeadings: RegExp;
  /** The advertiser's name: the first group of the first expression that fits a line of the card. */
  advertiser: readonly RegExp[];
  /** Lines that stand among the reasons and are none. */
  noReasons: RegExp;
}

/** An expression that fits any of these, in capitals or not. */
export function anyOf(...expressions: string[]): RegExp {
  return new RegExp(expressions.join("|"), "i");
}

export interface Card {
  platform: Platform;
  advertiser: string;
  /** In the card's own words; empty when the card was there and could not be read. */
  reasons: string[];
}

const CARDS = "[role=dialog], [role=alertdialog], dialog[open], [aria-modal=true]";
const HEADINGS = "h1, h2, h3, h4, [role=heading]";
const ITEMS = "li, [role=listitem]";
const MAX_REASONS = 20;
const MAX_LINE = 300;
const LEAST_LETTERS = 6; // shorter lines are labels of buttons

/** The card that is open in this document, or null. On a page of the platform's own the whole page may be the card. */
export function openCard(root: Document, reader: PlatformReader): Element | null {
  const shown = [...root.querySelectorAll(CARDS)].filter(isShown);
  const dialog = shown.find((element) => titleOf(element, reader) !== null);
  if (dialog) return dialog;
  const title = root.querySelector("h1");
  return title && reader.titles.test(lineOf(title)) ? root.body : null;
}

/** What an open card says. */
export function readCard(card: Element, reader: PlatformReader): Card {
  const lines = linesOf(card);
  return {
    platform: reader.platform,
    advertiser: advertiserIn(lines, reader),
    reasons: reasonsIn(card, reader).slice(0, MAX_REASONS),
  };
}

function reasonsIn(card: Element, reader: PlatformReader): string[] {
  const heading = headingsIn(card).find((each) => reader.reasonHeadings.test(lineOf(each)));
  const next = heading ? headingsIn(card).find((each) => follows(each, heading)) : undefined;
  const items = [...card.querySelectorAll(ITEMS)].filter(
    (item) => (!heading || follows(item, heading)) && (!next || follows(next, item)) && !item.querySelector(ITEMS),
  );
  const reasons = items.map(lineOf).filter((line) => line.length >= LEAST_LETTERS && !reader.noReasons.test(line));
  return [...new Set(reasons)];
}

function titleOf(element: Element, { titles }: PlatformReader): string | null {
  const named = [element.getAttribute("aria-label") ?? "", ...headingsIn(element).map(lineOf)];
  return named.find((name) => titles.test(name)) ?? null;
}

function advertiserIn(lines: readonly string[], { advertiser }: PlatformReader): string {
  for (const pattern of advertiser) {
    const found = lines.map((line) => pattern.exec(line)?.[1]?.trim()).find((name) => name);
    if (found) return found;
  }
  return "";
}

/** Texts of the smallest elements, each label joined with the value after it: `Advertiser: Tents Ltd`. */
function linesOf(card: Element): string[] {
  const leaves = [...card.querySelectorAll("*")].filter((element) => element.children.length === 0);
  const texts = leaves.map(lineOf).filter((text) => text !== "");
  const pairs = texts.map((text, index) => `${text.replace(/:$/, "")}: ${texts[index + 1] ?? ""}`);
  return [...[...card.querySelectorAll("p, li, span, div")].map(lineOf), ...texts, ...pairs];
}

function headingsIn(element: Element): Element[] {
  return [...element.querySelectorAll(HEADINGS)];
}

function follows(later: Element, earlier: Element): boolean {
  return Boolean(earlier.compareDocumentPosition(later) & Node.DOCUMENT_POSITION_FOLLOWING) && !earlier.contains(later);
}

function lineOf(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, MAX_LINE);
}

function isShown(element: Element): boolean {
  return element.getAttribute("aria-hidden") !== "true" && !(element as HTMLElement).hidden;
}
