// The languages Whyad speaks. The first whose code starts the browser's language is used, English otherwise.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en, type Strings } from "./en";

const LANGUAGES: readonly Strings[] = [en];

export function stringsFor(browserLanguage: string): Strings {
  const found = LANGUAGES.find(({ language }) => new RegExp(`^${language}\\b`, "iu").test(browserLanguage));
  return found ? { ...found, locale: browserLanguage } : en;
}

export const StringsContext = createContext<Strings>(en);

export const useStrings = (): Strings => useContext(StringsContext);

export type { Strings };
