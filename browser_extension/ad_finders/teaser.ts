// From a link or picture of an ad to the teaser it is a part of.
import { absolute } from "../page_reading/ad-content";
import { isAdsLink } from "./ad-links";

/** What one entry of a list or feed is made of. */
const ENTRY = "li, article";
const MAX_CLIMB = 8;

/** The entry of a feed around a link, or the box around all links with its address; else the link itself. */
export function teaserAround(link: Element, pageHost: string): Element {
  const entry = link.closest(ENTRY);
  if (entry === null || depthIn(entry, link) > MAX_CLIMB) return boxOfSameLinks(link, pageHost);
  return new Set(adLinksIn(entry, link, pageHost).map(target)).size === 1 ? entry : boxOfSameLinks(link, pageHost);
}

/** A picture and a headline that both lead to one place stand for one ad, whatever holds them. */
function boxOfSameLinks(link: Element, pageHost: string): Element {
  let box = link.parentElement;
  for (let step = 0; box && step < MAX_CLIMB && !box.matches("body, main"); step += 1) {
    const addresses = adLinksIn(box, link, pageHost).map((one) => one.getAttribute("href"));
    if (new Set(addresses).size > 1) return link;
    if (addresses.length > 1) return box;
    box = box.parentElement;
  }
  return link;
}

function adLinksIn(box: Element, link: Element, pageHost: string): Element[] {
  return [...box.querySelectorAll("a[href]")].filter((one) => one === link || isAdsLink(one, pageHost));
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
