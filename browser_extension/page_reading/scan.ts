// One look at the page: every finder over the document and its friendly frames, merged to one entry per ad.
import { AD_FINDERS } from "../ad_finders/index";
import { type Size, isLargeEnough } from "../ad_finders/finder";
import { type MergedAd, mergeFindings } from "../ad_finders/merge";
import { friendlyDocuments, framesIn } from "./ad-content";
import type { ListRules } from "./list-rules";

/** Larger than this share of the window, and it is the page itself and not an ad on it. */
const MAX_WINDOW_SHARE = 2;

/** The ads of the page as it stands now, hidden and tiny ones left out. */
export async function scanPage(rules: ListRules): Promise<MergedAd[]> {
  const documents = [document, ...friendlyDocuments(document.documentElement)];
  const known = await rules.forDocuments(documents);
  const findings = documents.flatMap((root) =>
    AD_FINDERS.flatMap((finder) => finder.find({ root, page_host: location.hostname, rules: known, sizeOf })),
  );
  const shown = findings.filter(({ element }) => isShown(element) && !isPageItself(element));
  return withoutInnerFrames(mergeFindings(shown)).filter(({ element }) => hasContent(element));
}

/** An ad inside a friendly frame that is an ad itself is one ad; `contains` does not see across documents. */
function withoutInnerFrames(ads: readonly MergedAd[]): MergedAd[] {
  const framed = new Set(ads.flatMap(({ element }) => friendlyDocuments(element)));
  return ads.filter(({ element }) => !framed.has(element.ownerDocument));
}

/** The top left corner on the page, also of an element in a friendly frame. */
export function placeOnPage(element: Element): { left: number; top: number } {
  const { left, top } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  if (view === window || !view?.frameElement) return { left: left + scrollX, top: top + scrollY };
  const outer = placeOnPage(view.frameElement);
  return { left: outer.left + left, top: outer.top + top };
}

export function sizeOf(element: Element): Size {
  const { width, height } = element.getBoundingClientRect();
  return { width, height };
}

function isShown(element: Element): boolean {
  return isLargeEnough(sizeOf(element)) && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

function isPageItself(element: Element): boolean {
  const { width, height } = sizeOf(element);
  const isHuge = width * height > MAX_WINDOW_SHARE * window.innerWidth * window.innerHeight;
  return isHuge || element.matches("html, body, main") || element.querySelector("main, article, h1") !== null;
}

/** A reserved but empty slot shows nothing. */
function hasContent(element: Element): boolean {
  return (
    framesIn(element).some((frame) => isLargeEnough(sizeOf(frame))) ||
    element.matches("a[href]") ||
    element.querySelector("a[href]") !== null
  );
}
