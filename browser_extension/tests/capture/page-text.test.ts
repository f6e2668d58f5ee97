import { expect, test } from "vitest";
import { cleanText, cleanTexts } from "../../capture/page-text";

test("text is brought onto one line, without marks that change the reading of its neighbours", () => {
  expect(cleanText("  Tents\n\tfor \u202etwo\u0000 people\u200b ", 100)).toBe("Tents for two people");
});

test("text is cut, and never in the middle of a character", () => {
  expect(cleanText("ab\u{1f3d5}cd", 3)).toBe("ab\ufffd");
  expect(cleanText("x".repeat(10_000_000), 512)).toHaveLength(512);
});

test("what is no text becomes none", () => {
  expect([null, 7, {}, undefined, ["a"]].map((value) => cleanText(value, 10))).toEqual(["", "", "", "", ""]);
  expect(cleanTexts("not a list", 3, 10)).toEqual([]);
  expect(cleanTexts(["a", 7, "", "b", "c"], 4, 10)).toEqual(["a", "b"]);
});
