// Several finders see the same ad, at different depths of its markup: bring their findings together, one ad each.
import type { FoundAd } from "../contract/messages";
import type { Finding } from "./finder";

export interface MergedAd {
  /** The outermost element of the ad. */
  element: Element;
  /** The element whose size and visibility count: the one unit inside, where a wrapper was found around it. */
  shown: Element;
  finders: FoundAd["finders"];
}

/**
 * Merge nested findings into the outermost element.
 *
 * An element around two or more separate units holds ads and is none: what was found about it is told of each unit.
 */
export function mergeFindings(findings: readonly Finding[]): MergedAd[] {
  const elements = [...new Set(findings.map(({ element }) => element))];
  const units = [...new Set(findings.filter(({ is_unit }) => is_unit).map(({ element }) => element))];
  const holders = new Set(
    elements.filter((element) => outermost(units.filter((unit) => isInside(unit, element))).length > 1),
  );
  const ads = outermost(elements.filter((element) => !holders.has(element)));
  return ads.map((element) => {
    const unitsInside = outermost(units.filter((unit) => unit === element || isInside(unit, element)));
    const shown = unitsInside.length === 1 ? innermostUnit(units, unitsInside[0] ?? element) : element;
    return {
      element,
      shown: pictureOf(isTeaserLink(shown) ? element : shown),
      finders: findersOf(element, holders, findings),
    };
  });
}

function outermost(elements: readonly Element[]): Element[] {
  return elements.filter((element) => !elements.some((other) => isInside(element, other)));
}

/** A slot may hold a frame of the creative's size: the innermost single unit is what the person sees. */
function innermostUnit(units: readonly Element[], unit: Element): Element {
  const inside = outermost(units.filter((other) => isInside(other, unit)));
  return inside.length === 1 && inside[0] && isAllOf(unit, inside[0]) ? innermostUnit(units, inside[0]) : unit;
}

/** The linked picture of a teaser is only a part of it: what is seen are its words too. */
function isAllOf(unit: Element, inner: Element): boolean {
  if (isTeaserLink(inner)) return false;
  return inner.localName !== "a" || (unit.textContent?.trim() ?? "") === "";
}

/** A link with words: the teaser around it is what is seen, with its picture and who paid. */
function isTeaserLink(element: Element): boolean {
  return element.localName === "a" && pictureOf(element) === element;
}

/** Also where shadow roots lie between the two. */
function isInside(inner: Element, outer: Element): boolean {
  if (inner === outer) return false;
  if (outer.contains(inner)) return true;
  const root = inner.getRootNode();
  return root instanceof ShadowRoot && (root.host === outer || isInside(root.host, outer));
}

/** A link in a line of text is as high as the line: what is seen of it is its picture. */
function pictureOf(element: Element): Element {
  const pictures = element.localName === "a" ? [...element.querySelectorAll("img, canvas, video")] : [];
  return pictures.length === 1 && pictures[0] && element.textContent?.trim() === "" ? pictures[0] : element;
}

function findersOf(element: Element, holders: ReadonlySet<Element>, findings: readonly Finding[]): FoundAd["finders"] {
  const own = findings.filter((finding) => finding.element === element || isInside(finding.element, element));
  const ofHolder = findings.filter((finding) => holders.has(finding.element) && isInside(element, finding.element));
  const told = [...own, ...ofHolder].map(({ finder, detail }) => ({ finder, detail }));
  return [...new Map(told.map((one) => [`${one.finder} ${one.detail}`, one])).values()];
}
