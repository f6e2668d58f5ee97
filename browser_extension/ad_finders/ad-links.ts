// Which links of a box could be the ad's own: not those by which a site excuses, explains or skips its ads.
import { absolute } from "../page_reading/ad-content";
import { ADCHOICES_LINK, isChoicesText } from "./choices-link";
import { leadsAway } from "./finder";
import { OWN_CLICK } from "./own-click";

const PICTURE = "img, picture, svg, video, canvas, [style*='background']";
const HEADING = "h1, h2, h3, h4, h5, h6";

/** The links of a box, itself included, that may lead to what is advertised. */
export function adLinksOf(box: Element, pageHost: string): Element[] {
  const own = box.matches("a[href]") ? [box] : [];
  return [...own, ...box.querySelectorAll("a[href]")].filter((link) => isAdsLink(link, pageHost));
}

/**
 * Whether a link may be an ad's. One that stays on the site needs a picture, a headline or a click counter: “Skip”,
 * “Report this ad” and “Read without ads” have none.
 */
export function isAdsLink(link: Element, pageHost: string): boolean {
  const address = absolute(link, link.getAttribute("href"));
  if (!/^https?:/.test(address) || isChoicesLink(link) || isSamePage(address, link.baseURI)) return false;
  return leadsAway(address, pageHost) || OWN_CLICK.test(address) || showsStory(link) || namesSite(link);
}

/** The small mark that leads to why an ad is shown. */
export function isChoicesLink(link: Element): boolean {
  return leadsToChoices(link) || isChoicesText(link.textContent ?? "");
}

export function leadsToChoices(link: Element): boolean {
  return ADCHOICES_LINK.test(absolute(link, link.getAttribute("href")));
}

/** `shop.example`: where a counted link says that it leads. */
function namesSite(link: Element): boolean {
  return /^(https?:\/\/)?([\w-]+\.)+[a-z]{2,}$/i.test(link.textContent?.trim() ?? "");
}

function showsStory(link: Element): boolean {
  return link.querySelector(`${PICTURE}, ${HEADING}`) !== null || link.closest(HEADING) !== null;
}

/** A jump within the page. */
function isSamePage(address: string, base: string): boolean {
  return address.includes("#") && address.split("#")[0] === base.split("#")[0];
}
