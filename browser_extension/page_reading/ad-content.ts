// What an ad shows: its words, its links, the addresses of what it loaded. Friendly frames are read as part of the
// page.
import { shadowRootsIn } from "./shadow-roots";

export interface ShownContent {
  text: string;
  links: string[];
  resources: string[];
}

const MAX_TEXT = 4000;
const MAX_LINKS = 30;
const MAX_RESOURCES = 40;

/** The content of an element and of the same-origin frames inside it. */
export function readContent(root: Element): ShownContent {
  const documents = friendlyDocuments(root).map((document) => document.documentElement);
  const parts = [root, ...shadowChildren(root), ...documents].filter((part) => part !== null);
  return {
    text: parts
      .map(wordsOf)
      .filter((text) => text !== "")
      .join(" ")
      .slice(0, MAX_TEXT),
    links: unique(parts.flatMap(linksOf)).slice(0, MAX_LINKS),
    resources: unique(parts.flatMap(resourcesOf)).slice(0, MAX_RESOURCES),
  };
}

/** What stands in the shadow roots of an ad, closed ones too. */
function shadowChildren(root: Element): Element[] {
  return shadowRootsIn(root).flatMap((inner) => [...inner.children].filter(({ localName }) => localName !== "style"));
}

/** Frames in `root`, itself included, that a script may look into. */
export function friendlyDocuments(root: Element): Document[] {
  return framesIn(root).flatMap((frame) => {
    const inner = documentOf(frame);
    return inner?.documentElement ? [inner, ...friendlyDocuments(inner.documentElement)] : [];
  });
}

export function framesIn(root: Element): HTMLIFrameElement[] {
  const inside = [...root.querySelectorAll("iframe")];
  return root.localName === "iframe" ? [root as HTMLIFrameElement, ...inside] : inside;
}

/** The document of a same-origin frame; null for all others. */
export function documentOf(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null; // another origin
  }
}

/** Links as absolute addresses; only those that lead to pages. */
export function linksOf(root: Element): string[] {
  const own = root.matches("a[href], area[href]") ? [root] : [];
  const anchors = [...own, ...root.querySelectorAll("a[href], area[href]")];
  return anchors.map((anchor) => absolute(anchor, anchor.getAttribute("href"))).filter((url) => /^https?:/.test(url));
}

export function resourcesOf(root: Element | Document | ShadowRoot): string[] {
  const selector = "img[src], iframe[src], script[src], video[src], source[src], embed[src], object[data]";
  const own = root instanceof Element && root.matches(selector) ? [root] : [];
  return [...own, ...root.querySelectorAll(selector)]
    .map((element) => absolute(element, element.getAttribute("src") ?? element.getAttribute("data")))
    .filter((url) => /^https?:/.test(url));
}

export function absolute(element: Element, address: string | null): string {
  if (!address) return "";
  // A document that was written into an empty frame takes its base address from the page around it.
  const base = element.ownerDocument.baseURI === "about:blank" ? location.href : element.ownerDocument.baseURI;
  return URL.canParse(address, base) ? new URL(address, base).href : "";
}

/** Visible words, the alternative texts of images and the labels of links. */
function wordsOf(root: Element): string {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent would hold scripts, styles and hidden words
  const shown = (root as HTMLElement).innerText ?? root.textContent ?? "";
  const described = [...root.querySelectorAll("img[alt], a[aria-label], a[title]")].map(
    (element) =>
      element.getAttribute("alt") ?? element.getAttribute("aria-label") ?? element.getAttribute("title") ?? "",
  );
  const lines = [...shown.split("\n"), ...described].map((line) => line.replace(/\s+/g, " ").trim());
  return unique(lines.filter((line) => line !== "")).join(" ");
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
