import { isAdsLink, isChoicesLink, leadsToChoices } from "./ad-links";
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
  const finding = { finder: "adchoices", detail: link.getAttribute("href")?.slice(0, 100) ?? "", is_unit: false };
  let box = link.parentElement;
  for (let step = 0; box && step < MAX_CLIMB; step += 1) {
    // A whole document is an ad where it stands in a frame, and else the page.
    const frame = box.localName === "body" ? box.ownerDocument.defaultView?.frameElement : undefined;
    if (box.matches("html, body, main")) return frame ? [{ ...finding, element: frame }] : [];
    // A header with two links of that kind, who delivers and why, is no ad: the ads stand below it.
    const others = [...box.querySelectorAll("a[href], iframe, video")].filter(
      (one) => !one.matches("a") || isAdsLink(one, page.page_host),
    );
    if (others.length > MAX_LINKS) return [];
    if (others.some((one) => leadsToChoices(link) || hasPicture(one)) && isLargeEnough(page.sizeOf(box))) return [{ ...finding, element: box }];
    box = box.parentElement;
  }
  return [];
}

/** Where only the mark's words tell, a row of words is a page's small print. */
function hasPicture(part: Element): boolean {
  return part.localName !== "a" || part.querySelector("img, picture, canvas, svg, h2, h3, h4") !== null;
}
