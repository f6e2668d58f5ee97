import { type AdFinder, isLargeEnough } from "./finder";

/** Elements that the page's own auction (Prebid under any name, Google's publisher tag) says it fills. */
export const slotApi: AdFinder = {
  name: "slot_api",
  find: (page) =>
    page.rules.ad_units.flatMap((id) => {
      const element = page.root.getElementById(id);
      if (!element || !isLargeEnough(page.sizeOf(element))) return [];
      return [{ element, finder: "slot_api", detail: `ad unit ${id} of the page's auction`, is_unit: true }];
    }),
};
