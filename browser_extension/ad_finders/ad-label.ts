import { type AdFinder, type Finding, type ScannedDocument, type Size, isLargeEnough } from "./finder";

/** Words by which ads must be marked, as they stand alone in their element. */
const LABELS = new Set([
  "ad",
  "ads",
  "advertisement",
  "advertisements",
  "advertising",
  "advertorial",
  "paid post",
  "paid content",
  "promoted",
  "promotion",
  "sponsored",
  "sponsored content",
  "sponsored post",
  "sponsored by",
  "paid for by",
  "presented by",
  "partner content",
  "anzeige",
  "werbung",
  "gesponsert",
  "gesponserter beitrag",
  "publicité",
  "sponsorisé",
  "annonce",
  "publicidad",
  "anuncio",
  "patrocinado",
  "publicidade",
  "patrocinado por",
  "annuncio",
  "pubblicità",
  "sponsorizzato",
  "advertentie",
  "gesponsord",
  "reklama",
  "sponsorowane",
  "annons",
  "reklame",
  "sponset",
  "mainos",
  "реклама",
  "広告",
  "广告",
]);
/** The same with the name of who paid behind it. */
const LABEL_WORDS =
  "sponsored|promoted|presented|paid for|ad|ads|gesponsert|anzeige|werbung|publicité|sponsorisé|patrocinado";
const LABEL_WITH_NAME = new RegExp(`^(${LABEL_WORDS})( by| von| par| por|:) \\S`, "i");
const MAX_LABEL = 80; // characters
const LABEL_ELEMENTS = "span, small, p, div, label, strong, em, b, i, sup, figcaption, header, h4, h5, h6, aside";
const MAX_CLIMB = 5;
/** A labelled ad holds a few links; a whole page region holds many. */
const MAX_LINKS = 8;
const MAX_LABELLED = 200;

/** The box around a word such as "Advertisement": the smallest one that shows something to click. */
export const adLabel: AdFinder = {
  name: "ad_label",
  find(page) {
    const labels = [...page.root.querySelectorAll(LABEL_ELEMENTS)].filter(isLabel).slice(0, MAX_LABELLED);
    return labels.flatMap((label): Finding[] => {
      const box = labelledBox(label, page);
      return box ? [{ element: box, finder: "ad_label", detail: label.textContent?.trim() ?? "", is_unit: false }] : [];
    });
  },
};

export function isLabel(element: Element): boolean {
  if (element.childElementCount > 1) return false;
  const text = element.textContent ?? "";
  if (text.length > MAX_LABEL) return false;
  const word = text.trim();
  const isWord = LABELS.has(word.toLowerCase().replace(/[:·•\s]+$/, "")) || LABEL_WITH_NAME.test(word);
  return isWord && !isMenuEntry(element, word);
}

/** "Advertising" in a footer or menu leads to the rate card. */
function isMenuEntry(element: Element, text: string): boolean {
  const link = element.closest("a[href]");
  const isOnlyText = link !== null && link.textContent?.trim() === text && link.querySelector("img") === null;
  return isOnlyText || element.closest("nav, footer, button, [role='navigation']") !== null;
}

function labelledBox(label: Element, page: ScannedDocument): Element | null {
  let box: Element | null = label;
  for (let step = 0; box && step < MAX_CLIMB; step += 1) {
    if (box.matches("html, body, main, article:has(article), nav, footer")) return null;
    if (showsSomething(box, label, page)) return box.querySelectorAll("a[href]").length <= MAX_LINKS ? box : null;
    box = box.parentElement;
  }
  return null;
}

/** A frame of some size, or a link with something in it besides the label. */
function showsSomething(box: Element, label: Element, page: ScannedDocument): boolean {
  if (!isLargeEnough(page.sizeOf(box))) return false;
  const frames = [...box.querySelectorAll("iframe")].map((frame): Size => page.sizeOf(frame));
  if (frames.some(isLargeEnough)) return true;
  const links = box.matches("a[href]") ? [box] : [...box.querySelectorAll("a[href]")];
  return links.some((link) => !label.contains(link));
}
