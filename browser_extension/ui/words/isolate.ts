// Text from pages, ads and companies is hostile until shown as plain characters: it may hold controls that reorder or
// hide what stands beside it (Unicode TR 9), or run to thousands of letters.
const MAX_LETTERS = 160; // about three lines of the panel; a title beyond that says nothing more
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Real scripts stack up to four marks on one letter; hundreds would be drawn over the lines around it. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** The text as one line without direction controls, shortened to what a card can show. */
export function plainLine(text: string, maxLetters: number = MAX_LETTERS): string {
  const line = text.replace(CONTROLS, " ").replace(STACKED_MARKS, "$1").replace(/\s+/gu, " ").trim();
  const letters = [...line];
  return letters.length <= maxLetters
    ? line
    : `${letters
        .slice(0, maxLetters - 1)
        .join("")
        .trimEnd()}…`;
}

/** The same for use inside one of our own sentences, where no `<bdi>` element can stand around it. */
export function isolated(text: string, maxLetters: number = MAX_LETTERS): string {
  return `${FIRST_STRONG_ISOLATE}${plainLine(text, maxLetters)}${POP_ISOLATE}`;
}
