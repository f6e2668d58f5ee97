import { absolute } from "../page_reading/ad-content";
import { type AdFinder, type ScannedDocument, isLargeEnough, leadsAway } from "./finder";
import { teaserAround } from "./teaser";

/** Attributes by which sites tell their own scripts that a teaser was paid for. */
const MARKED = [
  "[data-native-ad]",
  "[data-advertorial]",
  "[data-sponsored='true']",
  "[data-is-sponsored='true']",
  "[data-promoted='true']",
  "[data-ad='true']",
].join(", ");

/** Teasers whose link declares itself paid for, as search engines ask sites to mark them, or that are marked so. */
export const nativeUnit: AdFinder = {
  name: "native_unit",
  find: (page) => [
    ...[...page.root.querySelectorAll("a[href][rel~='sponsored']")]
      .filter((link) => isTeaser(link, page))
      .map((link) => teaserAround(link, page.page_host))
      .map((element) => ({ element, finder: "native_unit", detail: "the link says rel=sponsored", is_unit: true })),
    ...[...page.root.querySelectorAll(MARKED)]
      .filter((element) => isLargeEnough(page.sizeOf(element)))
      .map((element) => ({
        element,
        finder: "native_unit",
        detail: "the teaser is marked as paid for",
        is_unit: true,
      })),
  ],
};

/** A box with several parts or a picture; a paid link within a sentence is not an ad that is shown. */
function isTeaser(link: Element, page: ScannedDocument): boolean {
  const hasParts = link.childElementCount >= 2 || link.querySelector("img, picture, svg, video") !== null;
  return (
    hasParts && leadsAway(absolute(link, link.getAttribute("href")), page.page_host) && isLargeEnough(page.sizeOf(link))
  );
}
