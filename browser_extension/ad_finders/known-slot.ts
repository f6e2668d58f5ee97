import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";

/** Ids and classes that publisher tags give to their slots. */
const SLOT_SELECTORS: readonly string[] = [
  "[id^='div-gpt-ad']",
  "[id^='google_ads_iframe']",
  "ins.adsbygoogle",
  "[data-google-query-id]",
  "amp-ad",
  "[data-ad-slot]",
  "[id^='prebid-']",
  "[data-prebid]",
  "[data-ad-unit]",
  "[data-adunit]",
  "[data-freestar-ad]",
  "[id^='ezoic-pub-ad']",
];

/** Elements that an ad library names as its slots, by well-known marks or because the page's own auction fills them. */
export const knownSlot: AdFinder = {
  name: "known_slot",
  find: (page) =>
    [...markedSlots(page), ...auctionSlots(page)].filter(({ element }) => isLargeEnough(page.sizeOf(element))),
};

function markedSlots(page: ScannedDocument): Finding[] {
  return SLOT_SELECTORS.flatMap((selector) =>
    [...page.root.querySelectorAll(selector)].map((element) => found(element, selector)),
  );
}

function auctionSlots(page: ScannedDocument): Finding[] {
  return page.rules.ad_units.flatMap((id) => {
    const element = page.root.getElementById(id);
    return element ? [found(element, `ad unit ${id} of the page's auction`)] : [];
  });
}

function found(element: Element, detail: string): Finding {
  return { element, finder: "known_slot", detail, is_unit: true };
}
