// Where a mark and its sentence stand. Rectangles are in the viewport of the top document.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
export interface Point {
  left: number;
  top: number;
}
interface Extent {
  width: number;
  height: number;
}

export const MARK_SIDE = 24; // px: the smallest target that WCAG 2.2 accepts (2.5.8)
const GAP = 6; // px between a mark and its sentence
const EDGE = 4; // px that a sentence keeps from the window's edge

/** The element's box as the top document sees it, also from inside friendly frames. */
export function boxInTop(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const frame = element.ownerDocument.defaultView?.frameElement ?? null;
  if (!frame) return { left, top, width, height };
  const outer = boxInTop(frame);
  return { left: outer.left + frame.clientLeft + left, top: outer.top + frame.clientTop + top, width, height };
}

/** The mark sits inside the ad's own corner, so it can neither cover the page nor lengthen it. */
export function hasRoomFor(ad: Box): boolean {
  return ad.width >= MARK_SIDE && ad.height >= MARK_SIDE;
}

/** Bottom right: text begins top left, and the ad industry's own sign stands top right. */
export function markPlace(ad: Box): Point {
  return { left: ad.left + ad.width - MARK_SIDE, top: ad.top + ad.height - MARK_SIDE };
}

/** Above its mark where there is room, below it otherwise, never outside the window. */
export function sentencePlace(mark: Point, sentence: Extent, window: Extent): Point {
  const above = mark.top - GAP - sentence.height;
  const top = above >= EDGE ? above : mark.top + MARK_SIDE + GAP;
  return {
    left: within(mark.left + MARK_SIDE - sentence.width, window.width - sentence.width),
    top: within(top, window.height - sentence.height),
  };
}

const within = (value: number, room: number): number => Math.max(EDGE, Math.min(value, room - EDGE));
