import { absolute } from "../page_reading/ad-content";
import { OWN_CLICK } from "./own-click";
import { teaserAround } from "./teaser";
import { type AdFinder, type ScannedDocument, isLargeEnough } from "./finder";

const PICTURE = "img, picture, svg, video, canvas, [style*='background']";

/** Linked pictures and teasers whose link is counted by a company that delivers ads, or by the site's own counter. */
export const adClick: AdFinder = {
  name: "ad_click",
  find: (page) =>
    [...page.root.querySelectorAll("a[href]")].flatMap((link) => {
      const address = absolute(link, link.getAttribute("href"));
      const isCounted = page.rules.ad_links.has(address) || OWN_CLICK.test(address);
      const element = isCounted ? shownAd(link, page) : null;
      if (element === null) return [];
      const host = URL.canParse(address) ? new URL(address).hostname : "";
      return [{ element, finder: "ad_click", detail: `clicks are counted by ${host}`, is_unit: true }];
    }),
};

/** The teaser or linked picture; null for a word that is linked so in a sentence: a paid link, but no ad that is shown. */
function shownAd(link: Element, page: ScannedDocument): Element | null {
  const hasParts =
    link.childElementCount >= 2 || link.querySelector(`${PICTURE}, h2, h3, h4, p, div`) !== null;
  if (!hasParts && link.closest("h2, h3, h4") === null) return null;
  const teaser = teaserAround(link, page.page_host);
  if (teaser !== link && isLargeEnough(page.sizeOf(teaser))) return teaser;
  return hasParts && isLargeEnough(sizeWithPicture(link, page)) ? link : null;
}

/** A link in a line is as high as its line, however high its picture is. */
function sizeWithPicture(link: Element, page: ScannedDocument) {
  const own = page.sizeOf(link);
  const inside = [...link.querySelectorAll(PICTURE)].map((picture) => page.sizeOf(picture));
  return inside.reduce(
    (largest, one) => ({ width: Math.max(largest.width, one.width), height: Math.max(largest.height, one.height) }),
    own,
  );
}
