import { type AdFinder, isLargeEnough } from "./finder";

/** Ids and attributes that publisher tags and networks give to their slots and frames. */
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
  "iframe[id^='aswift_']",
  "iframe[id^='_mN_dy_']", // media.net
  "[id^='BAIDU_SSP_']",
  "iframe[id^='iframeu'][id$='_0']", // Baidu
  "iframe[id^='tanxssp']",
  "[id^='yads_']", // Yahoo Japan
  "[id^='yandex_rtb_']",
  "[id^='adfox_']",
  "[id^='placement_ligatus']",
  "[id^='sas_']", // Equativ
  "ins.kakao_ad_area",
  "[id^='dablewidget_']",
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
