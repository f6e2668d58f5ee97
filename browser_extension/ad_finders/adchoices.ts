import { isAdsLink, isChoicesLink } from "./ad-links";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";

const MAX_CLIMB = 4;
const MAX_LINKS = 8;

/** The box around an AdChoices link: the smallest that also shows something else to click or a picture. */
export const adChoices: AdFinder = {
  name: "adchoices",
  find: (page) =>
    [...page.root.querySelectorAll("a[href]")]
      .filter(isChoicesLink)
      .flatMap((link) => boxAround(link, page)),
};

function boxAround(link: Element, page: ScannedDocument): Finding[] {
  if (link.closest("nav, footer, [role='contentinfo'], dialog, [role='dialog']")) return [];
  let box = link.parentElement;
  for (let step = 0; box && step < MAX_CLIMB && !box.matches("html, body, main"); step += 1) {
    // A header with two links of that kind, who delivers and why, is no ad: the ads stand below it.
    const others = [...box.querySelectorAll("a[href], iframe, video")].filter(
      (one) => !one.matches("a") || isAdsLink(one, page.page_host),
    );
    if (others.length > MAX_LINKS) return [];
    if (others.length > 0 && isLargeEnough(page.sizeOf(box)))
      return [
        { element: box, finder: "adchoices", detail: link.getAttribute("href")?.slice(0, 100) ?? "", is_unit: false },
      ];
    box = box.parentElement;
  }
  return [];
}
