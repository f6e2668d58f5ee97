import { type AdFinder, isLargeEnough } from "./finder";

/** Elements that exist for ads alone: AdSense's units, AMP's ads and the embeds that AMP allows chumboxes. */
const SELECTORS: readonly string[] = [
  "ins.adsbygoogle",
  "amp-ad",
  "amp-sticky-ad",
  "amp-embed[type='taboola']",
  "ins[data-revive-zoneid]",
];

/** AdSense and AMP markup. */
export const adMarkup: AdFinder = {
  name: "ad_markup",
  find: (page) =>
    SELECTORS.flatMap((selector) =>
      [...page.root.querySelectorAll(selector)]
        .filter((element) => isLargeEnough(page.sizeOf(element)))
        .map((element) => ({ element, finder: "ad_markup", detail: selector, is_unit: true })),
    ),
};
