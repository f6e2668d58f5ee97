// Where an element stands and what of it can be seen at all.
import { type Size, isLargeEnough } from "../ad_finders/finder";

/** A link in a line of text is as high as its line, however high the picture in it. */
function boxOf(element: Element): DOMRect {
  const own = element.getBoundingClientRect();
  if (element.localName !== "a" || isLargeEnough(own)) return own;
  const picture = element.querySelector("img, canvas, video, picture")?.getBoundingClientRect();
  return picture && picture.width * picture.height > own.width * own.height ? picture : own;
}

export function sizeOf(element: Element): Size {
  const { width, height } = boxOf(element);
  return { width, height };
}

/** The top left corner on the page, also of an element in a friendly frame. */
export function placeOnPage(element: Element): { left: number; top: number } {
  const { left, top } = boxOf(element);
  const view = element.ownerDocument.defaultView;
  if (view === window || !view?.frameElement) return { left: left + scrollX, top: top + scrollY };
  const outer = placeOnPage(view.frameElement);
  return { left: outer.left + left, top: outer.top + top };
}

/** Large enough, not hidden, not cut away by what it stands in, and not beyond the page's left or upper edge. */
export function isShown(element: Element): boolean {
  if (!isLargeEnough(sizeOf(element))) return false;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { left, top } = placeOnPage(element);
  const { width, height } = sizeOf(element);
  return left + width > 0 && top + height > 0 && !isCutAway(element);
}

/** In a box that shows less than it holds, and too little to see anything of. */
function isCutAway(element: Element): boolean {
  for (let box = element.parentElement; box && box !== box.ownerDocument.body; box = box.parentElement) {
    if (isLargeEnough(box.getBoundingClientRect())) continue;
    const { overflowX, overflowY, display } = getComputedStyle(box);
    if (display !== "inline" && display !== "contents" && (overflowX !== "visible" || overflowY !== "visible"))
      return true;
  }
  return false;
}
