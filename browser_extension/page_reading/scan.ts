// One look at the page: every finder over the document, its friendly frames and its shadow roots, merged to one entry
// per ad.
import { adLinksOf } from "../ad_finders/ad-links";
import { BOX_SELECTOR } from "../ad_finders/chumbox";
import type { Finding } from "../ad_finders/finder";
import { AD_FINDERS } from "../ad_finders/index";
import { type MergedAd, mergeFindings } from "../ad_finders/merge";
import { isOwnStory } from "../ad_finders/own-stories";
import { friendlyDocuments, framesIn } from "./ad-content";
import type { ListRules } from "./list-rules";
import { shadowRootsIn } from "./shadow-roots";
import { isShown, sizeOf } from "./shown-box";

/** Larger than this share of the window, and it is the page itself and not an ad on it. */
const MAX_WINDOW_SHARE = 2;
/** What says nothing about whether the site's own story in a box of paid links is paid for. */
const BOX_WIDE_FINDERS: ReadonlySet<string> = new Set(["cosmetic_rule", "known_slot", "ad_label", "adchoices"]);
/** What can show an ad without a link. */
const PICTURE = "img, video, canvas, object, embed";

/** Every place in which markup of this page stands. */
export function rootsOfPage(): (Document | ShadowRoot)[] {
  const documents = [document, ...friendlyDocuments(document.documentElement)];
  return documents.flatMap((one) => [one, ...shadowRootsIn(one)]);
}

/** The ads of the page as it stands now, hidden and tiny ones left out. */
export async function scanPage(rules: ListRules, roots: readonly (Document | ShadowRoot)[]): Promise<MergedAd[]> {
  const known = await rules.forRoots(roots);
  const findings = roots.flatMap((root) =>
    AD_FINDERS.flatMap((finder) => finder.find({ root, page_host: location.hostname, rules: known, sizeOf })),
  );
  const shown = findings.filter(
    (finding) => isShown(finding.element) && !isPageItself(finding.element) && !isOwn(finding),
  );
  return withoutInnerFrames(mergeFindings(shown)).filter(({ element }) => hasContent(element));
}

/** An ad inside a friendly frame that is an ad itself is one ad; `contains` does not see across documents. */
function withoutInnerFrames(ads: readonly MergedAd[]): MergedAd[] {
  const framed = new Set(ads.flatMap(({ element }) => friendlyDocuments(element)));
  return ads.filter(({ element }) => !framed.has(element.ownerDocument));
}

function isPageItself(element: Element): boolean {
  const { width, height } = sizeOf(element);
  const isHuge = width * height > MAX_WINDOW_SHARE * window.innerWidth * window.innerHeight;
  return isHuge || element.matches("html, body, main") || element.querySelector("main, article, h1") !== null;
}

/** Boxes of paid links also hold the site's own stories and a head, in the very markup that the lists' rules hide. */
function isOwn({ element, finder }: Finding): boolean {
  const isInBox = element.closest(BOX_SELECTOR) !== null && (BOX_WIDE_FINDERS.has(finder) || finder === "ad_click");
  if (isInBox) return isOwnStory(element, location.hostname);
  return finder === "cosmetic_rule" && isHouseBox(element);
}

/** A box with an ad's name that only leads on within the site: a subscription, a menu, the next story. */
function isHouseBox(element: Element): boolean {
  return !framesIn(element).some(isShown) && isOwnStory(element, location.hostname);
}

/** A reserved but empty slot shows nothing, nor does the picture that keeps its place. */
function hasContent(element: Element): boolean {
  if (framesIn(element).some(isShown)) return true;
  if (adLinksOf(element, location.hostname).length > 0) return true;
  const pictures = [element, ...element.querySelectorAll(PICTURE)].filter(
    (one) => one.matches(PICTURE) && !one.closest("[placeholder], .i-amphtml-placeholder"),
  );
  return pictures.some(isShown) || shadowRootsIn(element).some(hasLink);
}

function hasLink(root: ShadowRoot): boolean {
  return root.querySelector("a[href], iframe, video") !== null;
}
