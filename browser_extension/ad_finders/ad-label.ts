import { isAdsLink } from "./ad-links";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";
import { isLabelText } from "./label-words";
import { teaserAround } from "./teaser";

const LABEL_ELEMENTS = "span, small, p, div, label, strong, em, b, i, sup, figcaption, header, h4, h5, h6, aside, a";
/** Elements that stand in a line of text: there the word must be all of the line. */
const INLINE = "span, small, label, strong, em, b, i, sup, a";
/** Labels that are written as a name for those who hear the page, or as a frame's title. */
const NAMED_ELEMENTS = "iframe[title], iframe[aria-label], [aria-label]:not(a, button, input, svg, nav)";
const GOOGLE_FRAME_TITLE = "3rd party ad content";
/** A part of an id or class by which sites call their ad slots. */
const AD_NAME = /(^|[-_\s])(ads?|adv|advert|advertisement|reklama|werbung|anzeige|pub|publicite|publicidad|banner)([-_\s]|$)/i;
/** Words that no rate card is called by, so that a link of nothing else explains an ad. */
const LINKED_LABEL = /^(ad|sponsored|promoted|gesponsert|sponsorisé|patrocinado|sponsorizzato|gesponsord|sponsrad)$/i;
const MAX_CLIMB = 5;
const MAX_SMALL_PRINT = 2000; // characters
const MAX_HEADING_LABEL = 24; // characters
/** A labelled ad holds a few links; a whole page region holds many. */
const MAX_LINKS = 8;
const MAX_LABELLED = 200;
/** With fewer words than this beside its label, a box is its picture. */
const PICTURE_WORDS = 8; // characters

/** The box around a word such as "Advertisement": the smallest one that shows something to click. */
export const adLabel: AdFinder = {
  name: "ad_label",
  find(page) {
    const labels = [...page.root.querySelectorAll(LABEL_ELEMENTS)].filter(isLabel).slice(0, MAX_LABELLED);
    return [...labels.flatMap((label) => labelledBox(label, page)), ...namedAds(page), ...styledAds(page)];
  },
};

export function isLabel(element: Element): boolean {
  if (element.childElementCount > 1) return false;
  const text = element.textContent?.trim() ?? "";
  // A headline may well begin with "Ad from …"; only the bare word makes it a label.
  if (element.matches("h4, h5, h6") && text.includes(" ") && text.length > MAX_HEADING_LABEL) return false;
  return isLabelText(text) && isSeen(element) && !isMenuEntry(element, text) && !isWordInLine(element);
}

/** A hidden label belongs to a hidden ad. */
function isSeen(label: Element): boolean {
  return label.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** "Advertising" in a footer or menu leads to the rate card. */
function isMenuEntry(element: Element, text: string): boolean {
  const link = element.closest("a[href]");
  const isOnlyText =
    link?.textContent?.trim() === text && link.querySelector("img") === null && !LINKED_LABEL.test(text);
  return (
    isOnlyText ||
    element.closest("nav, footer, button, [role='navigation'], form, dialog, [role='dialog']") !== null ||
    isInFooter(element)
  );
}

/** The small print at a page's end, where it is no footer by its element. */
function isInFooter(element: Element): boolean {
  const footer = element.closest("[id*='footer'], [class*='footer']");
  return footer?.querySelector("iframe, img") === null && (footer.textContent ?? "").length < MAX_SMALL_PRINT;
}

/** A word that is emphasised within a sentence labels nothing; at the end of a short heading it does. */
function isWordInLine(element: Element): boolean {
  if (!element.matches(INLINE)) return false;
  const heading = element.closest("h2, h3, h4, h5, h6");
  if (heading?.lastElementChild === element && (heading.textContent ?? "").trim().length <= MAX_HEADING_LABEL)
    return element.nextSibling !== null;
  return [element.previousSibling, element.nextSibling].some(
    (beside) => beside?.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(beside.textContent ?? ""),
  );
}

function labelledBox(label: Element, page: ScannedDocument): Finding[] {
  const detail = label.textContent?.trim() ?? "";
  let box: Element | null = afterHeading(label);
  for (let step = 0; box && step < MAX_CLIMB; step += 1) {
    if (box.matches("html, body, main, article:has(article), nav, footer, table")) return [];
    if (showsAd(box, label, page)) {
      if (box.querySelectorAll("a[href]").length > MAX_LINKS) return [];
      const found = { element: entryOf(box, page), finder: "ad_label", detail, is_unit: false };
      const picture = onlyPicture(box, label, page);
      return picture ? [found, { ...found, element: picture, is_unit: true }] : [found];
    }
    if (isEmptySlot(box, label)) return [];
    box = box.parentElement;
  }
  return inShadowRoot(label, page);
}

/** A label in a heading, which may be a link as a whole, is that of what follows. */
function afterHeading(label: Element): Element | null {
  const heading = label.closest("h2, h3, h4, h5, h6");
  return heading ? (heading.closest("a[href]") ?? heading).parentElement : label;
}

/** The whole entry of a feed, where the label stands in one half of it. */
function entryOf(box: Element, page: ScannedDocument): Element {
  const link = [...box.querySelectorAll("a[href]")].find((one) => isAdsLink(one, page.page_host));
  const entry = link && teaserAround(link, page.page_host);
  return entry?.contains(box) ? entry : box;
}

/** A box by the name of an ad that holds more than its label, and shows none: the next box is not what it labels. */
function isEmptySlot(box: Element, label: Element): boolean {
  const isNamed = AD_NAME.test(`${box.id} ${box.className}`);
  return isNamed && [...box.children].some((part) => !part.contains(label));
}

/** Where label and ad stand side by side in a shadow root, its host is the box. */
function inShadowRoot(label: Element, page: ScannedDocument): Finding[] {
  const root = label.getRootNode();
  if (!(root instanceof ShadowRoot) || !isLargeEnough(page.sizeOf(root.host))) return [];
  const links = [...root.querySelectorAll("a[href], iframe, video")];
  const isOneAd = links.length <= MAX_LINKS && links.some((link) => isAdBeside(label, link, page));
  const detail = label.textContent?.trim() ?? "";
  return isOneAd ? [{ element: root.host, finder: "ad_label", detail, is_unit: false }] : [];
}

/** A frame of some size, or a link that may be the ad's, with something in it besides the label. */
function showsAd(box: Element, label: Element, page: ScannedDocument): boolean {
  if (!isLargeEnough(page.sizeOf(box))) return false;
  if ([...box.querySelectorAll("iframe, video")].some((frame) => isLargeEnough(page.sizeOf(frame)))) return true;
  const links = box.matches("a[href]") ? [box] : [...box.querySelectorAll("a[href]")];
  return links.some((link) => isAdBeside(label, link, page));
}

function isAdBeside(label: Element, link: Element, page: ScannedDocument): boolean {
  if (label.contains(link) || !hasMoreThan(link, label)) return false;
  return link.localName !== "a" || isAdsLink(link, page.page_host);
}

function hasMoreThan(link: Element, label: Element): boolean {
  const words = link.textContent?.trim() ?? "";
  return (
    link.querySelector("img, picture, svg, video, canvas") !== null ||
    (words !== "" && words !== label.textContent?.trim())
  );
}

/** The one frame, video or linked picture of a box that says nothing else: that is the ad, the box only holds it. */
function onlyPicture(box: Element, label: Element, page: ScannedDocument): Element | null {
  const words = (box.textContent?.trim().length ?? 0) - (label.textContent?.trim().length ?? 0);
  if (words > PICTURE_WORDS || box.querySelector("h1, h2, h3, h4, h5, h6")) return null;
  const pictures = [...box.querySelectorAll("iframe, video, a[href] img, a[href] canvas")].filter((one) =>
    isLargeEnough(page.sizeOf(one)),
  );
  return pictures.length === 1 ? (pictures[0] ?? null) : null;
}

function namedAds(page: ScannedDocument): Finding[] {
  const named = [...page.root.querySelectorAll(NAMED_ELEMENTS)].slice(0, MAX_LABELLED * 5);
  return named.flatMap((element): Finding[] => {
    const name = element.getAttribute("aria-label") ?? element.getAttribute("title") ?? "";
    const isName = name.toLowerCase() === GOOGLE_FRAME_TITLE || isLabelText(name);
    if (!isName || !isLargeEnough(page.sizeOf(element))) return [];
    if (element.querySelectorAll("a[href]").length > MAX_LINKS || element.closest("nav, footer")) return [];
    return [{ element, finder: "ad_label", detail: name, is_unit: element.localName === "iframe" }];
  });
}

/** Boxes around a lone picture or frame before which the style sheet writes the label. */
function styledAds(page: ScannedDocument): Finding[] {
  const shown = [...page.root.querySelectorAll("iframe, a[href] > img, a[href] > picture")].slice(0, MAX_LABELLED);
  const boxes = new Set(shown.filter((one) => isLargeEnough(page.sizeOf(one))).flatMap(boxesAround));
  return [...boxes].flatMap((box): Finding[] => {
    const detail = writtenBefore(box);
    const isAd = isLabelText(detail) && box.querySelectorAll("a[href]").length <= MAX_LINKS;
    return isAd ? [{ element: box, finder: "ad_label", detail, is_unit: false }] : [];
  });
}

function boxesAround(shown: Element): Element[] {
  const nearest = shown.closest("a[href]")?.parentElement ?? shown.parentElement;
  const boxes: (Element | null | undefined)[] = [nearest, nearest?.parentElement];
  return boxes.filter((box): box is Element => !!box && !box.matches("body, main, article"));
}

function writtenBefore(box: Element): string {
  const { content } = getComputedStyle(box, "::before");
  return /^".+"$/.test(content) ? content.slice(1, -1).trim() : "";
}
