import { absolute } from "../page_reading/ad-content";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";
import { OWN_CLICK } from "./own-click";

/** Marks that search engines give to the results that were paid for. */
const MARKS: readonly string[] = [
  "[data-text-ad]",
  "li.b_ad > ul > li",
  "[data-testid='ad']",
  "[data-layout='ad']",
  "li.ad.result",
  "[data-pla]",
];
/** A result, as pages of results are built. */
const RESULT = "li, article, [class*='result'], [class*='ads-ad'], [class*='pla'], [class*='offer']";
const MAX_CLIMB = 4;

/** Paid results of a search engine: marked as such, or counted by the engine's own ad counter. */
export const searchAd: AdFinder = {
  name: "search_ad",
  find: (page) => [...markedResults(page), ...countedResults(page)],
};

function markedResults(page: ScannedDocument): Finding[] {
  return MARKS.flatMap((mark) =>
    [...page.root.querySelectorAll(mark)].flatMap((element) => found(element, mark, page)),
  );
}

function countedResults(page: ScannedDocument): Finding[] {
  const counted = [...page.root.querySelectorAll("a[href]")].filter((link) =>
    OWN_CLICK.test(absolute(link, link.getAttribute("href"))),
  );
  return counted.flatMap((link) => found(resultOf(link), "the link is counted as an ad's", page));
}

/** The result around a link, as long as it holds no link to another target. */
function resultOf(link: Element): Element {
  const target = link.getAttribute("href");
  let part = link;
  for (let step = 0; step < MAX_CLIMB && part.parentElement; step += 1) {
    const around = part.parentElement;
    if ([...around.querySelectorAll("a[href]")].some((other) => other.getAttribute("href") !== target)) break;
    part = around;
    if (part.matches(RESULT)) break;
  }
  return part;
}

function found(element: Element, detail: string, page: ScannedDocument): Finding[] {
  if (!isLargeEnough(page.sizeOf(element)) || element.matches("html, body, main")) return [];
  return [{ element, finder: "search_ad", detail, is_unit: true }];
}
