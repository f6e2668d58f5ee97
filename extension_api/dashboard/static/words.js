// The words in use, and how figures and times are written in their language.
import { de } from "./languages/de.js";
import { en } from "./languages/en.js";

export const LANGUAGES = [en, de];
const CHOICE = "whyad-language";

/** Everything the page says, in the language in use. */
export let words = en;
let locale = en.language;

/** Use the language chosen here before, else the browser's, else English. */
export function speak() {
  const wanted = localStorage.getItem(CHOICE) ?? navigator.language;
  words = LANGUAGES.find(({ language }) => isVarietyOf(wanted, language)) ?? en;
  locale = isVarietyOf(navigator.language, words.language) ? navigator.language : words.language;
}

/** Use this language from now on, whatever the browser's is. */
export function choose(language) {
  localStorage.setItem(CHOICE, language);
  speak();
}

const isVarietyOf = (tag, language) => tag.toLowerCase().split("-")[0] === language;

/** "×4.1": a contribution as a factor, two digits. */
export function factor(value) {
  const shown = Math.abs(value - 1) <= 0.05 ? 1 : value; // well below any interval we show
  return `×${new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(shown)}`;
}

/** "45 %" as the language writes it. */
export const percent = (share) => new Intl.NumberFormat(locale, { style: "percent" }).format(share);

/** "09:10" today, "2 Nov, 09:10" otherwise, with the year if it is another. */
export function moment(time, now = new Date()) {
  const date = new Date(time);
  const clock = { hour: "2-digit", minute: "2-digit" };
  if (date.toDateString() === now.toDateString()) return new Intl.DateTimeFormat(locale, clock).format(date);
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...clock, ...year }).format(date);
}

/** "30 October 2026". */
export const day = (time) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" }).format(new Date(time));

/** "a, b and c". */
export const list = (parts) => new Intl.ListFormat(locale, { type: "conjunction" }).format(parts);
