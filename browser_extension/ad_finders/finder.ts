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

/** What every finder gets to look at: one document (the page or a friendly frame in it), and what the lists say. */
export interface ScannedDocument {
  root: Document;
  page_host: string;
  rules: Omit<PageRules, "requests"> & { requests: ReadonlyMap<string, string> };
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

function siteName(host: string): string {
  const labels = host.split(".");
  return labels.slice((labels.at(-2)?.length ?? 0) <= 3 && labels.length > 2 ? -3 : -2).join(".");
}
