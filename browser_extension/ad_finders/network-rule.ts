import { absolute, linksOf } from "../page_reading/ad-content";
import { OWN_CLICK } from "./own-click";
import { teaserAround } from "./teaser";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough, leadsAway } from "./finder";

/** Frames, images and scripts whose address a filter rule recognises. */
export const networkRule: AdFinder = {
  name: "network_rule",
  find(page) {
    const loaded = [...page.root.querySelectorAll("iframe[src], img[src], embed[src], object[data], script[src]")];
    return loaded.flatMap((element) => findingFor(element, page));
  },
};

function findingFor(element: Element, page: ScannedDocument): Finding[] {
  const rule = page.rules.requests.get(absolute(element, element.getAttribute("src") ?? element.getAttribute("data")));
  const shown = rule === undefined ? null : shownElement(element, page);
  if (rule === undefined || !shown) return [];
  return [{ element: shown, finder: "network_rule", detail: rule, is_unit: element.localName === "iframe" }];
}

/** A script shows nothing itself: what counts is the box it stands in, if that box holds a link or a frame. */
function shownElement(element: Element, page: ScannedDocument): Element | null {
  if (element.localName !== "script") return isLargeEnough(page.sizeOf(element)) ? linkAround(element, page) : null;
  const box = element.parentElement;
  const isBox = box !== null && !box.matches("html, head, body, main, article, section");
  const isShown = isBox && (box.querySelector("iframe") !== null || linksOf(box).some((url) => leadsAway(url, page.page_host)));
  return isShown && isLargeEnough(page.sizeOf(box)) ? box : null;
}

/** An image in a link is shown together with it, and with the teaser that the link is a part of. */
function linkAround(element: Element, page: ScannedDocument): Element | null {
  const link = element.closest("a[href]");
  if (link && isOwnPicture(element, link, page)) return null;
  return link ? teaserAround(link, page.page_host) : element;
}

/** A rule for a word or a size in any address also meets the site's own pictures on their way to its own pages. */
function isOwnPicture(element: Element, link: Element, page: ScannedDocument): boolean {
  const addresses = [element.getAttribute("src"), link.getAttribute("href")].map((one) => absolute(element, one));
  return element.localName === "img" && addresses.every((one) => !leadsAway(one, page.page_host) && !OWN_CLICK.test(one));
}
