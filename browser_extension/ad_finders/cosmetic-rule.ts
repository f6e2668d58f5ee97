import { adLinksOf } from "./ad-links";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";

/** Elements that the lists' cosmetic rules would hide, and that show something. */
export const cosmeticRule: AdFinder = {
  name: "cosmetic_rule",
  find(page) {
    return page.rules.selectors.flatMap((selector) =>
      matching(page.root, selector)
        .filter((element) => isLargeEnough(page.sizeOf(element)))
        .flatMap((element) => found(element, `##${selector}`, page)),
    );
  },
};

/** A box that shows frames and no link of its own is seen as its frames. */
function found(element: Element, detail: string, page: ScannedDocument): Finding[] {
  const box: Finding = { element, finder: "cosmetic_rule", detail, is_unit: false };
  if (element.localName === "iframe" || adLinksOf(element, page.page_host).length > 0) return [box];
  const frames = [...element.querySelectorAll("iframe")].filter((frame) => isLargeEnough(page.sizeOf(frame)));
  return [box, ...frames.map((frame) => ({ ...box, element: frame, is_unit: true }))];
}

function matching(root: ParentNode, selector: string): Element[] {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    return []; // a selector of a list that this browser does not know
  }
}
