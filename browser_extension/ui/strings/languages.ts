// The languages Whyad speaks. The first whose code starts the browser's language is used, English otherwise.
import type { LanguageChoice } from "../../contract/messages";
import { de } from "./de";
import { en, type Strings } from "./en";

export const LANGUAGES: readonly Strings[] = [en, de];

/** All words of a language, with dates and numbers as in the browser's own variety of it. */
export function wordsOf(browserLanguage: string): Strings {
  const found = LANGUAGES.find(({ language }) => new RegExp(`^${language}\\b`, "iu").test(browserLanguage));
  return found ? { ...found, locale: browserLanguage } : en;
}

/** The person's choice, in the browser's own variety where that is the same language; else the browser's language. */
export const languageOf = (choice: LanguageChoice): string =>
  choice === "auto" || navigator.language.toLowerCase().split("-")[0] === choice ? navigator.language : choice;

export type { Strings };
