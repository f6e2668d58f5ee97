import { type AdFinder, isLargeEnough } from "./finder";

/** Sealed frames of which the browser saw an ad's traces: requests to ad hosts, a counted link, an AdChoices link. */
export const adFrame: AdFinder = {
  name: "ad_frame",
  find: (page) =>
    [...page.root.querySelectorAll("iframe")].flatMap((element) => {
      const detail = page.rules.ad_frames.get(element);
      if (detail === undefined || !isLargeEnough(page.sizeOf(element))) return [];
      return [{ element, finder: "ad_frame", detail, is_unit: true }];
    }),
};
