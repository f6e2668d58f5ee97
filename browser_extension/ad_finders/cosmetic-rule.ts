import { type AdFinder, type Finding, isLargeEnough } from "./finder";

/** Elements that the lists' cosmetic rules would hide, and that show something. */
export const cosmeticRule: AdFinder = {
  name: "cosmetic_rule",
  find(page) {
    return page.rules.selectors.flatMap((selector) =>
      matching(page.root, selector)
        .filter((element) => isLargeEnough(page.sizeOf(element)))
        .map((element): Finding => ({ element, finder: "cosmetic_rule", detail: `##${selector}`, is_unit: false })),
    );
  },
};

function matching(root: ParentNode, selector: string): Element[] {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    return []; // a selector of a list that this browser does not know
  }
}
