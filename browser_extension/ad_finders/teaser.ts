// From a link or picture of an ad to the teaser it is a part of.
import { absolute } from "../page_reading/ad-content";
import { isAdsLink } from "./ad-links";

/** What one entry of a list or feed is made of. */
const ENTRY = "li, article";
const MAX_CLIMB = 8;

/** The entry of a feed around a link, where all its links go to one place; else the link itself. */
export function teaserAround(link: Element, pageHost: string): Element {
  const entry = link.closest(ENTRY);
  if (entry === null || depthIn(entry, link) > MAX_CLIMB) return link;
  const targets = [...entry.querySelectorAll("a[href]")]
    .filter((one) => one === link || isAdsLink(one, pageHost))
    .map(target);
  return new Set(targets).size === 1 ? entry : link;
}

/** Each part of a teaser may be counted by an address of its own, which differs in what is behind the question mark. */
function target(link: Element): string {
  return absolute(link, link.getAttribute("href")).split("?")[0] ?? "";
}

function depthIn(entry: Element, link: Element): number {
  let depth = 0;
  for (let part: Element | null = link; part && part !== entry; part = part.parentElement) depth += 1;
  return depth;
}
