// How a component gets its words.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "./en";
import { type Strings, wordsOf } from "./languages";

export const stringsFor = wordsOf;

export const StringsContext = createContext<Strings>(en);

export const useStrings = (): Strings => useContext(StringsContext);

export type { Strings };
