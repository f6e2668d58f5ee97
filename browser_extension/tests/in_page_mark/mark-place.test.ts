import { expect, test } from "vitest";
import { linesOf } from "../../in_page_mark/drawn-sentence";
import { hasRoomFor, MARK_SIDE, markPlace, sentencePlace } from "../../in_page_mark/mark-place";

const WINDOW = { width: 800, height: 600 };
const SENTENCE = { width: 260, height: 80 };

test("a mark stays inside its ad, in the corner where neither text begins nor the industry's own sign stands", () => {
  const place = markPlace({ left: 100, top: 50, width: 300, height: 250 });

  expect(place).toEqual({ left: 400 - MARK_SIDE, top: 300 - MARK_SIDE });
});

test("an ad smaller than a mark gets none", () => {
  expect(hasRoomFor({ left: 0, top: 0, width: 300, height: 20 })).toBe(false);
});

test("a sentence stands above its mark, below it at the top of the window, and never outside", () => {
  expect(sentencePlace({ left: 376, top: 276 }, SENTENCE, WINDOW)).toEqual({ left: 140, top: 190 });
  expect(sentencePlace({ left: 376, top: 20 }, SENTENCE, WINDOW).top).toBe(50);
  expect(sentencePlace({ left: 2, top: 276 }, SENTENCE, WINDOW).left).toBe(4);
  expect(sentencePlace({ left: 900, top: 900 }, SENTENCE, WINDOW)).toEqual({ left: 536, top: 516 });
});

test("a sentence breaks between words, and a word of any length stands alone", () => {
  const letters = (text: string) => text.length;

  expect(linesOf("Your interest in camping made it likelier", 16, letters)).toEqual([
    "Your interest in",
    "camping made it",
    "likelier",
  ]);
  expect(linesOf(`a ${"w".repeat(40)} b`, 16, letters)).toEqual(["a", "w".repeat(40), "b"]);
});
