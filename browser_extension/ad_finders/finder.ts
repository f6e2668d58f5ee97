import type { PageRules } from "../contract/messages";

/** One sign that an element is an ad, and what was seen. */
export interface Finding {
  element: Element;
  finder: string;
  detail: string;
  /** The element is one ad and not a holder of several: merging never swallows it into a larger one with siblings. */
  is_unit: boolean;
}

export interface Size {
  width: number;
  height: number;
}

/** What the filter lists and the browser know of this page, as the background told it. */
export interface KnownOfPage extends Pick<PageRules, "selectors" | "ad_units"> {
  /** Address -> text of the rule for advertising that matches it. */
  requests: ReadonlyMap<string, string>;
  /** Links that lead through a host known to deliver or count ads. */
  ad_links: ReadonlySet<string>;
  /** Sealed frames in which the browser saw something of an ad, and what that was. */
  ad_frames: ReadonlyMap<Element, string>;
}

/** What every finder gets to look at: the page, a friendly frame in it or a shadow root, and what is known of it. */
export interface ScannedDocument {
  root: Document | ShadowRoot;
  page_host: string;
  rules: KnownOfPage;
  /** Layout comes in as a function, so that finders can be tried without a browser. */
  sizeOf(element: Element): Size;
}

export interface AdFinder {
  /** As it is shown in "why this was taken for an ad". */
  name: string;
  find(page: ScannedDocument): Finding[];
}

/** Smaller things are pixels and icons. */
export const MIN_SIDE = 30;

export function isLargeEnough({ width, height }: Size): boolean {
  return width >= MIN_SIDE && height >= MIN_SIDE;
}

/**
 * Whether an address leads to another site, by the last two labels; three where the second is a short one as in
 * co.uk.
 */
export function leadsAway(url: string, pageHost: string): boolean {
  return URL.canParse(url) && siteName(new URL(url).hostname) !== siteName(pageHost);
}

export function siteName(host: string): string {
  const labels = host.split(".");
  return labels.slice((labels.at(-2)?.length ?? 0) <= 3 && labels.length > 2 ? -3 : -2).join(".");
}
