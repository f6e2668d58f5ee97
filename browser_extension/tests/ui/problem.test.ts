import { expect, test } from "vitest";
import { LANGUAGES, wordsOf } from "../../ui/strings/languages";
import { problemLine, problemText } from "../../ui/words/problem";

test.each(LANGUAGES.map((words) => [words.languageName, words] as const))(
  "every problem says in %s what happened and what to do",
  (_, words) => {
    for (const [code, { title, detail }] of Object.entries(words.problems.texts)) {
      expect(title, code).not.toBe("");
      expect(detail, code).toMatch(/\.$/u);
    }
  },
);

test("a list that cannot be read names its line", () => {
  expect(problemLine({ code: "company_line", line: 3 }, wordsOf("de"))).toBe(
    "Die Liste der Firmen ist nicht lesbar. Zeile 3. In jeder Zeile soll „Domain = Firma“ stehen.",
  );
});

test("a code that only a newer service knows is told as a request that was not taken", () => {
  const en = wordsOf("en");

  for (const code of ["of_tomorrow", "constructor"])
    expect(problemText({ code: code as never }, en)).toEqual(en.problems.texts.refused);
});
