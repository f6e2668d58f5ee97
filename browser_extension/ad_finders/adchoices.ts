import { absolute } from "../page_reading/ad-content";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";

/** Where the small triangle in an ad's corner leads: the industry's and the largest companies' pages on a shown ad. */
export const ADCHOICES_LINK = new RegExp(
  [
    "//adssettings\\.google\\.[a-z.]+/whythisad",
    "//(www\\.)?google\\.com/url\\?ct=abg",
    "//(info|preferences-mgr|preferences)\\.(evidon|truste|trustarc)\\.com",
    "//(www\\.)?(youradchoices|aboutads|youronlinechoices|optout\\.aboutads)\\.(com|ca|info|eu)",
    "//privacy\\.[a-z.]*criteo\\.com/adchoices",
    "//choices\\.(truste|trustarc)\\.com",
    "//(www\\.)?amazon\\.[a-z.]+/adprefs",
    "//adinfo\\.|/adchoices?([/?#]|$)",
    "//popup\\.taboola\\.com",
    "//(www\\.)?outbrain\\.com/what-is",
  ].join("|"),
  "i",
);
const MAX_CLIMB = 4;
const MAX_LINKS = 8;

/** The box around an AdChoices link: the smallest that also shows something else to click or a picture. */
export const adChoices: AdFinder = {
  name: "adchoices",
  find: (page) =>
    [...page.root.querySelectorAll("a[href]")]
      .filter(leadsToChoices)
      .flatMap((link) => boxAround(link, page)),
};

function leadsToChoices(element: Element): boolean {
  return element.matches("a[href]") && ADCHOICES_LINK.test(absolute(element, element.getAttribute("href")));
}

function boxAround(link: Element, page: ScannedDocument): Finding[] {
  if (link.closest("nav, footer, [role='contentinfo'], dialog, [role='dialog']")) return [];
  let box = link.parentElement;
  for (let step = 0; box && step < MAX_CLIMB && !box.matches("html, body, main"); step += 1) {
    // A header with two links of that kind, who delivers and why, is no ad: the ads stand below it.
    const others = [...box.querySelectorAll("a[href], iframe, video")].filter((one) => !leadsToChoices(one));
    if (others.length > MAX_LINKS) return [];
    if (others.length > 0 && isLargeEnough(page.sizeOf(box)))
      return [
        { element: box, finder: "adchoices", detail: link.getAttribute("href")?.slice(0, 100) ?? "", is_unit: false },
      ];
    box = box.parentElement;
  }
  return [];
}
