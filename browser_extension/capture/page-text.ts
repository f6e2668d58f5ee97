// Text from pages is hostile until proven otherwise: cut to a length, made well-formed, control characters removed.

export const MAX_TITLE = 512; // characters, as the service cuts too
export const MAX_HEADING = 200;
export const MAX_HEADINGS = 30;
export const MAX_DESCRIPTION = 1024;
export const MAX_AD_TEXT = 1000;
export const MAX_URL = 2048;

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/** `text` on one line, at most `limit` characters, safe to store. */
export function cleanText(text: unknown, limit: number): string {
  if (typeof text !== "string") return "";
  const line = text
    .slice(0, limit * 4)
    .toWellFormed()
    .replace(UNPRINTABLE, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.slice(0, limit).toWellFormed();
}

export function cleanTexts(texts: unknown, count: number, limit: number): string[] {
  if (!Array.isArray(texts)) return [];
  return texts
    .slice(0, count)
    .map((text) => cleanText(text, limit))
    .filter((text) => text !== "");
}
