import { expect, test } from "vitest";
import { en } from "../../ui/strings/en";
import { LANGUAGES, languageOf, wordsOf } from "../../ui/strings/languages";
import { grade, lix, wordsIn } from "./reading-level";

/** Every key, with what stands there: a text, a list of texts, or a function of so many arguments. */
function shapeOf(value: unknown, path = ""): string[] {
  if (typeof value === "function") return [`${path}: function`];
  if (Array.isArray(value)) return [`${path}: list`];
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}/${key}`));
  return [`${path}: ${typeof value}`];
}

const SAMPLES = [3, "\u2068news.example\u2069", ["1", "2"]];

/** Every text of a language; functions are called with each kind of argument. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function")
    return SAMPLES.flatMap((one) => called(value as (...args: unknown[]) => unknown, one));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function called(text: (...args: unknown[]) => unknown, argument: unknown): string[] {
  try {
    return textsOf(text(...Array.from({ length: 3 }, () => argument)));
  } catch {
    return []; // a function of a list is called with a number as well
  }
}

test.each(LANGUAGES.map((words) => [words.languageName, words] as const))("%s says everything", (_, words) => {
  expect(shapeOf(words).sort()).toEqual(shapeOf(en).sort());
});

test("a text that is the same in German and English is a name, or was forgotten", () => {
  const english = new Set(textsOf(en));
  const same = textsOf(wordsOf("de")).filter((text) => english.has(text));
  const words = same
    .map((text) => text.replaceAll(/\u2068news\.example\u2069|Whyad/gu, ""))
    .filter((text) => /[a-z]{3}/iu.test(text));

  expect(words).toEqual([]);
});

test("the browser's language decides, and a language nobody wrote yet reads English", () => {
  expect(wordsOf("de-AT")).toMatchObject({ language: "de", locale: "de-AT" });
  expect(wordsOf("en-GB")).toMatchObject({ language: "en", locale: "en-GB" });
  expect(wordsOf("den")).toMatchObject({ language: "en" });
  expect(wordsOf("sv").language).toBe("en");
});

test.each(LANGUAGES.map((words) => [words.languageName, words] as const))(
  "no text in %s claims to know the reason",
  (_, words) => {
    const claims = textsOf(words).filter((text) => /\b(because|weil|wegen|darum|deshalb|aufgrund)\b/iu.test(text));

    expect(claims).toEqual([]);
  },
);

test("a chosen language is written in the browser's own variety where the browser speaks it", () => {
  expect(languageOf("en")).toBe(navigator.language); // en-US here
  expect(languageOf("de")).toBe("de");
});

const LONGEST = 25; // words in a sentence, as for the service's own sentences
const READING_SPEED = 200; // words a minute, a slow reader's pace

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?:])\s+/u);

test.each(LANGUAGES.map((words) => [words.languageName, words] as const))("no sentence in %s is long", (_, words) => {
  const long = textsOf(words)
    .flatMap(sentencesOf)
    .filter((sentence) => wordsIn(sentence).length > LONGEST);

  expect([...new Set(long)]).toEqual([]);
});

test.each(LANGUAGES.map((words) => [words.languageName, words] as const))(
  "the first run is read in under a minute in %s",
  (_, { start }) => {
    const words = textsOf(start).reduce((sum, text) => sum + wordsIn(text).length, 0);

    expect(words).toBeLessThan(READING_SPEED);
  },
);

/** Shorter texts are names and buttons: one long word in five makes any of them "hard". */
const LEAST_WORDS = 8;
const HARDEST = {
  en: { measure: grade, level: 8 },
  de: { measure: lix, level: 50 }, // below it a text is as easy as an everyday newspaper
} as const;

test.each(LANGUAGES.map((words) => [words.languageName, words] as const))("every text in %s is plain", (_, words) => {
  const { measure, level } = HARDEST[words.language as keyof typeof HARDEST];
  const texts = textsOf(words).filter((text) => wordsIn(text).length >= LEAST_WORDS);
  const hard = [...new Set(texts)].filter((text) => measure(text) > level);

  expect(hard.map((text) => `${measure(text).toFixed(1)} ${text}`)).toEqual([]);
});
