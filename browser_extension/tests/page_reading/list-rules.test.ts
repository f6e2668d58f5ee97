import { expect, test } from "vitest";
import type { PageFeatures, PageRules } from "../../contract/messages";
import { ListRules } from "../../page_reading/list-rules";

const NOTHING: PageRules = { requests: {}, selectors: [], ad_units: [], ad_links: [], ad_frames: {} };

function pageWith(html: string): Document {
  document.body.innerHTML = html;
  return document;
}

test("what was asked is not asked again, and what is new is", async () => {
  const asked: PageFeatures[] = [];
  const rules = new ListRules(async (features) => {
    asked.push(features);
    return NOTHING;
  });
  await rules.forRoots([pageWith('<p id="one"></p>')]);
  await rules.forRoots([pageWith('<p id="one"></p><p id="two"></p>')]);
  expect(asked.map(({ ids }) => ids)).toEqual([["one"], ["two"]]);
});

test("a question that the background never answered is asked again", async () => {
  let isGone = true;
  const rules = new ListRules(async ({ ids }) => (isGone ? null : { ...NOTHING, selectors: ids.map((id) => `#${id}`) }));
  await rules.forRoots([pageWith('<p id="one"></p>')]);
  isGone = false;
  expect((await rules.forRoots([document])).selectors).toEqual(["#one"]);
});
