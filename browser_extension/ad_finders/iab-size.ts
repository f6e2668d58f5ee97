import { documentOf, linksOf } from "../page_reading/ad-content";
import { OWN_CHANNELS } from "./embeds";
import { type AdFinder, type Finding, type ScannedDocument, type Size, leadsAway, siteName } from "./finder";
import { OWN_CLICK } from "./own-click";

/** Fixed sizes of the IAB New Ad Portfolio and its delisted but living predecessors, width x height in CSS pixels. */
const IAB_SIZES: readonly (readonly [number, number])[] = [
  [300, 250],
  [336, 280],
  [300, 600],
  [160, 600],
  [120, 600],
  [728, 90],
  [970, 90],
  [970, 250],
  [468, 60],
  [234, 60],
  [320, 50],
  [320, 100],
  [300, 50],
  [300, 100],
  [250, 250],
  [200, 200],
  [180, 150],
  [300, 1050],
  [320, 480],
  [480, 320],
];
/** A frame with the browser's own border measures 4 px more than its attributes say. */
const TOLERANCE_PX = 4;
/** A creative has one target, perhaps with a mark in its corner. */
const MAX_LINKS = 4;

/** Pictures and the page's own frames of an advertising size that lead to another site. */
export const iabSize: AdFinder = {
  name: "iab_size",
  find(page) {
    const frames = [...page.root.querySelectorAll("iframe")].filter(
      (frame) => !isOwnWidget(frame) && leadsElsewhere(linksInFrame(frame), page),
    );
    const pictures = [...page.root.querySelectorAll("a[href] img, a[href] canvas")].flatMap((picture) => {
      const link = picture.closest("a[href]");
      return link && leadsElsewhere(linksOf(link), page) && isAlone(picture, link) ? [{ picture, link }] : [];
    });
    return [
      ...frames.flatMap((frame) => found(frame, frame, page)),
      ...pictures.flatMap(({ picture, link }) => found(picture, link, page)),
    ];
  },
};

/** `300x250` for a size within tolerance of a standard one, else null. */
export function iabSizeOf({ width, height }: Size): string | null {
  const found = IAB_SIZES.find(
    ([wide, high]) =>
      width >= wide - 1 && width <= wide + TOLERANCE_PX && height >= high - 1 && height <= high + TOLERANCE_PX,
  );
  return found ? found.join("x") : null;
}

function found(measured: Element, element: Element, page: ScannedDocument): Finding[] {
  const size = iabSizeOf(page.sizeOf(measured));
  return size ? [{ element, finder: "iab_size", detail: size, is_unit: true }] : [];
}

/** A teaser has words beside its picture. */
function isAlone(picture: Element, link: Element): boolean {
  return (
    link.querySelectorAll("img, canvas").length === 1 && (link.textContent?.trim() ?? "") === "" && picture !== link
  );
}

/** A page of the site itself in a frame: a calendar or the weather may lead elsewhere too. */
function isOwnWidget(frame: HTMLIFrameElement): boolean {
  const inner = documentOf(frame);
  return inner?.URL.startsWith("http") === true && !linksInFrame(frame).some((url) => OWN_CLICK.test(url));
}

/** Links in a frame that this script may look into, or that was given its markup in an attribute. */
function linksInFrame(frame: HTMLIFrameElement): string[] {
  const inner = documentOf(frame);
  if (inner) return inner.documentElement ? linksOf(inner.documentElement) : [];
  const markup = frame.getAttribute("srcdoc");
  return markup ? linksOf(new DOMParser().parseFromString(markup, "text/html").documentElement) : [];
}

function leadsElsewhere(links: readonly string[], page: ScannedDocument): boolean {
  const away = links.filter(
    (url) => leadsAway(url, page.page_host) && !OWN_CHANNELS.has(siteName(new URL(url).hostname)),
  );
  return away.length > 0 && links.length <= MAX_LINKS;
}
