import { expect, test } from "vitest";
import { manifestFor } from "../manifest";

test("private windows are off in both browsers", () => {
  expect(["chrome", "firefox"].map((browser) => manifestFor(browser).incognito)).toEqual([
    "not_allowed",
    "not_allowed",
  ]);
});
