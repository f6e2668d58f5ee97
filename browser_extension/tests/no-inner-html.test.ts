import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { withoutInnerHtml } from "../no-inner-html";

const PREACT = readFileSync(resolve(import.meta.dirname, "../node_modules/preact/dist/preact.mjs"), "utf8");

test("the Preact we ship has no assignment to innerHTML left", () => {
  expect(withoutInnerHtml(PREACT)).not.toMatch(/\.innerHTML\s*=[^=]/u);
});

test("a Preact that was changed stops the build instead of slipping through", () => {
  expect(() => withoutInnerHtml("e.innerHTML = html")).toThrow("look at it again");
});
