import { type AdFinder, isLargeEnough } from "./finder";

/** Ids and attributes that publisher tags give to their slots. */
const SLOT_SELECTORS: readonly string[] = [
  "[id^='div-gpt-ad']",
  "[id^='google_ads_iframe']",
  "[data-google-query-id]",
  "[id^='prebid-']",
  "[data-prebid]",
  "[data-ad-unit]",
  "[data-adunit]",
  "[data-ad-unit-path]",
  "[data-ad-slot]:not(ins)",
  "[data-freestar-ad]",
  "[id^='ezoic-pub-ad']",
];

/** Elements that an ad library names as its slots, by well-known marks. */
export const knownSlot: AdFinder = {
  name: "known_slot",
  find: (page) =>
    SLOT_SELECTORS.flatMap((selector) =>
      [...page.root.querySelectorAll(selector)]
        .filter((element) => isLargeEnough(page.sizeOf(element)))
        .map((element) => ({ element, finder: "known_slot", detail: selector, is_unit: true })),
    ),
};
