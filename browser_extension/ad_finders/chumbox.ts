// Boxes of several paid links ("Around the web"): each unit is an ad of its own, with its own advertiser.
import { isLabel } from "./ad-label";
import { isChoicesLink } from "./ad-links";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";
import { isCalledUnpaid, isOwnStory, isUnpaid } from "./own-stories";

/** Marks of the companies that fill such boxes, and the names sites give them. */
export const BOX_SELECTOR = [
  "[id^='taboola-']",
  ".trc_related_container",
  ".OUTBRAIN",
  "[data-type='_mgwidget']",
  "[data-rc-widget]",
  "[id^='zergnet-widget']",
  "[id^='adskeeper']",
  "[class*='dianomi']",
  "[id^='strossle-widget']",
  "[id^='plista_widget']",
  "[id^='outbrain']",
  ".ob-widget",
  "[id^='rcjsload']",
  "[id^='M'][id*='ScriptRootC']",
  "[class*='chumbox']",
  "[class*='sponsored-stories']",
  "[class*='promoted-links']",
  "[class*='native-grid']",
  "[class*='recommendations-widget']",
  "[data-widget-id][data-src*='outbrain']",
].join(", ");
/** Titles by which everything below is paid for, also what stays on the site and what has no picture. */
const PAID_TITLES = new RegExp(
  `^(${[
    "(sponsored|promoted|paid) (stories|links|content|features|posts|articles)( by .+)?",
    "ads? by .+",
    "contenus sponsorisés",
    "contenido patrocinado",
    "links patrocinados",
    "contenuti sponsorizzati",
    "gesponsorde links",
    "gesponserte (inhalte|links)",
  ].join("|")})$`,
  "i",
);
const BOX_TITLES = new RegExp(
  `^(${[
    "(more )?(from )?around the web",
    "you (may|might) (also )?(like|enjoy)",
    "from our partners?",
    "trending today",
    "mehr aus dem (netz|web)",
    "à voir aussi sur le web",
    "новости партн[её]ров",
    "recommended (for you )?by .+",
    "das könnte (sie|dich) (auch )?interessieren",
  ].join("|")})$`,
  "i",
);
const TITLE_ELEMENTS = "h1, h2, h3, h4, h5, h6, p, span, div, header, strong";
/** Pictures are often backgrounds, which only the name of the element tells. */
const PICTURE_SELECTOR =
  "img, picture, svg, video, [style*='background'], " +
  "[class*='thumb'], [class*='image'], [class*='img'], [class*='photo']";
/** Outbrain's and Taboola's marks of a unit that was paid for. */
const PAID_UNIT = ".ob-p, .syndicatedItem, [data-item-syndicated='true']";
const MIN_UNITS = 2;
const MAX_UNITS = 24;
const MAX_CLIMB = 3;

export const chumbox: AdFinder = {
  name: "chumbox",
  find(page) {
    const marked = [...page.root.querySelectorAll(BOX_SELECTOR)].map((box) => ({ box, units: unitsOf(box, page) }));
    return [...marked, ...titledBoxes(page)].flatMap(({ box, units }) => units.map((element) => unit(element, box)));
  },
};

function unit(element: Element, box: Element): Finding {
  const mark = box.id || box.classList[0] || "a titled box";
  return { element, finder: "chumbox", detail: `one of several paid links in ${mark}`, is_unit: true };
}

/** The smallest box around a title such as "Sponsored stories" that holds several units. */
function titledBoxes(page: ScannedDocument): { box: Element; units: Element[] }[] {
  const titles = [...page.root.querySelectorAll(TITLE_ELEMENTS)].filter(
    (element) => isTitle(element) || isLabel(element),
  );
  return titles.flatMap((title) => {
    let box = title.parentElement;
    for (let step = 0; box && step < MAX_CLIMB && !box.matches("body, main, html"); step += 1) {
      const isPaid = PAID_TITLES.test(title.textContent?.trim() ?? "");
      const units = isPaid ? paidParts(box, page) : unitsOf(box, page);
      if (units.length >= MIN_UNITS) return isHeadOf(title, units, box) ? [{ box, units }] : [];
      box = box.parentElement;
    }
    return [];
  });
}

/** A label in or beside another link is that link's own, and says nothing of the parts around it. */
function isHeadOf(title: Element, units: readonly Element[], box: Element): boolean {
  const links = [...box.querySelectorAll("a[href]")].filter((link) => !isChoicesLink(link) && !title.contains(link));
  const next = links.find((link) => title.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
  return next !== undefined && next === links[0] && units.some((part) => part.contains(next) && !part.contains(title));
}

function isTitle(element: Element): boolean {
  const text = element.textContent?.trim() ?? "";
  return element.childElementCount <= 1 && text.length < 60 && (BOX_TITLES.test(text) || PAID_TITLES.test(text));
}

/**
 * Parts of the box that lead to another site, each with an image; none where the box is not of that kind. Such boxes
 * also recommend the site's own articles: those are no ads.
 */
function unitsOf(box: Element, page: ScannedDocument): Element[] {
  const isPaid = (part: Element) =>
    [...part.querySelectorAll("a[href]")].some((link) => !isUnpaid(link, page.page_host)) || isPaidLink(part, page);
  const shown = repeatedParts(box, page).filter((part) => isPaid(part) && (hasPicture(part) || isOfPaidKind(part)));
  return shown.length >= MIN_UNITS ? shown : [];
}

/** What stands under a title that says paid for: the parts that lead away, else all that nobody calls unpaid. */
function paidParts(box: Element, page: ScannedDocument): Element[] {
  const parts = repeatedParts(box, page);
  const away = parts.filter((part) => !isOwnStory(part, page.page_host));
  return away.length > 0 ? away : parts.filter((part) => !isCalledUnpaid(part));
}

function isPaidLink(part: Element, page: ScannedDocument): boolean {
  return part.localName === "a" && !isUnpaid(part, page.page_host);
}

/** Marked by its company as paid for: lists of headlines have no pictures. */
function isOfPaidKind(part: Element): boolean {
  return part.matches(PAID_UNIT) || part.querySelector(PAID_UNIT) !== null;
}

/** Repeated parts of a box, each with one target and some words; none where there are too many. */
function repeatedParts(box: Element, page: ScannedDocument): Element[] {
  const links = [...box.querySelectorAll("a[href]")].filter((link) => !isChoicesLink(link));
  const parts = [...new Set(links.map((link) => largestPartWith(link, box, links)))];
  const shown = parts.filter((part) => hasWords(part) && isLargeEnough(page.sizeOf(part)));
  return shown.length <= MAX_UNITS ? shown : [];
}

/** Climb from a link as long as no link to another target comes into the part. */
function largestPartWith(link: Element, box: Element, links: readonly Element[]): Element {
  const target = link.getAttribute("href");
  const others = links.filter((other) => other.getAttribute("href") !== target);
  let part = link;
  while (
    part.parentElement &&
    part.parentElement !== box &&
    !others.some((other) => part.parentElement?.contains(other))
  ) {
    part = part.parentElement;
  }
  return part;
}

function hasPicture(part: Element): boolean {
  return part.querySelector(PICTURE_SELECTOR) !== null;
}

function hasWords(part: Element): boolean {
  return (part.textContent?.trim().length ?? 0) >= 8;
}
