// How hard a text is to read, as for the service's own sentences: Flesch-Kincaid grade for English, LIX for German.
const WORD = /[\p{L}\p{N}’']+(?:[.-][\p{L}\p{N}’']+)*/gu;
const VOWELS = /[aeiouy]+/gu;
/** Written and not spoken, as in times, likely, changed. */
const SILENT =
  /(?<=[^aeiouyl])e$|(?<=[^aeiouysxzcgh])es$|(?<=[^aeiouytd])ed$|e(?=ly$)|(?<=t)e(?=rest)|e(?=ning$)/gu;
const LONG = 6; // letters; words of more count as hard in LIX

/** A domain or an address is one word and is read by its first part. */
const plain = (word: string): string => word.toLowerCase().split(".")[0] ?? "";

export const wordsIn = (text: string): string[] => text.match(WORD) ?? [];

const sentencesIn = (text: string): number => text.split(/(?<=[.!?:;])\s+/u).filter(Boolean).length;

const syllablesIn = (word: string): number =>
  Math.max(1, (plain(word).match(VOWELS) ?? []).length - (plain(word).match(SILENT) ?? []).length);

/** Years of school needed (Kincaid et al., 1975). */
export function grade(text: string): number {
  const words = wordsIn(text);
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return (0.39 * words.length) / sentencesIn(text) + (11.8 * syllables) / words.length - 15.59;
}

/** Words of a sentence + per cent of words over six letters (Björnsson, 1968). */
export function lix(text: string): number {
  const words = wordsIn(text);
  const long = words.filter((word) => plain(word).length > LONG).length;
  return words.length / sentencesIn(text) + (100 * long) / words.length;
}
