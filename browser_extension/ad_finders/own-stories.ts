// Boxes of paid links also recommend the site's own stories, in the same markup. How the companies that fill them tell
// the two apart.
import { absolute } from "../page_reading/ad-content";
import { isChoicesLink } from "./ad-links";
import { leadsAway } from "./finder";

/** Outbrain's and Taboola's marks of a story that nobody paid for. */
const UNPAID_UNIT = ".ob-o, .organicItem, [data-item-syndicated='false']";
/** Hosts that only count clicks on a site's own stories. */
const UNPAID_COUNTERS: ReadonlySet<string> = new Set(["traffic.outbrain.com"]);

/** Whether a unit, or all of a box, recommends nothing but the site's own. */
export function isOwnStory(element: Element, pageHost: string): boolean {
  if (isCalledUnpaid(element)) return true;
  const links = [...(element.matches("a[href]") ? [element] : []), ...element.querySelectorAll("a[href]")];
  return links.length > 0 && links.every((link) => isChoicesLink(link) || isUnpaid(link, pageHost));
}

/** Whether the box's company itself says that nobody paid for this unit. */
export function isCalledUnpaid(element: Element): boolean {
  return element.closest(UNPAID_UNIT) !== null;
}

/** Whether a link goes to the site's own, by its address or by what the box's company says of it. */
export function isUnpaid(link: Element, pageHost: string): boolean {
  const address = absolute(link, link.getAttribute("href"));
  if (!leadsAway(address, pageHost) || isCalledUnpaid(link)) return true;
  return UNPAID_COUNTERS.has(new URL(address).hostname);
}
