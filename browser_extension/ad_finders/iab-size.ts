import { documentOf, linksOf } from "../page_reading/ad-content";
import { type AdFinder, type ScannedDocument, type Size, leadsAway } from "./finder";

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

/** Frames, images and boxes of an advertising size that come from elsewhere or lead elsewhere. */
export const iabSize: AdFinder = {
  name: "iab_size",
  find(page) {
    const candidates = [...page.root.querySelectorAll("iframe, a[href], ins, div:has(> a[href] > img)")];
    return candidates.flatMap((element) => {
      const size = iabSizeOf(page.sizeOf(element));
      if (!size || !isForeign(element, page)) return [];
      return [{ element, finder: "iab_size", detail: size, is_unit: true }];
    });
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

function isForeign(element: Element, page: ScannedDocument): boolean {
  if (element.localName !== "iframe") return linksOf(element).some((url) => leadsAway(url, page.page_host));
  const inner = documentOf(element as HTMLIFrameElement);
  if (!inner) return true;
  return inner.documentElement !== null && linksOf(inner.documentElement).some((url) => leadsAway(url, page.page_host));
}
