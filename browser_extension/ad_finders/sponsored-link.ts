import { type AdFinder, type ScannedDocument, isLargeEnough, leadsAway } from "./finder";
import { absolute } from "../page_reading/ad-content";

/** Teasers whose link declares itself paid for, as search engines ask sites to mark them. */
export const sponsoredLink: AdFinder = {
  name: "sponsored_link",
  find(page) {
    const links = [...page.root.querySelectorAll("a[href][rel~='sponsored']")].filter((link) => isTeaser(link, page));
    return links.map((element) => ({
      element,
      finder: "sponsored_link",
      detail: "the link says rel=sponsored",
      is_unit: true,
    }));
  },
};

/** A box with several parts or a picture; a paid link within a sentence is not an ad that is shown. */
function isTeaser(link: Element, page: ScannedDocument): boolean {
  const hasParts = link.childElementCount >= 2 || link.querySelector("img, picture, svg, video") !== null;
  return (
    hasParts && leadsAway(absolute(link, link.getAttribute("href")), page.page_host) && isLargeEnough(page.sizeOf(link))
  );
}
