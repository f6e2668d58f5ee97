// Structure only: happy-dom lays nothing out, so contrast is looked at in a real browser.
import axe from "axe-core";
import { expect, test } from "vitest";
import { OptionsPage } from "../../ui/options/options-page";
import { Panel } from "../../ui/panel/panel";
import { Popup } from "../../ui/popup/popup";
import { OPTIONS, SCENES } from "../../ui/preview/scenes";
import { click, sceneOf, show } from "./render";

const RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"],
  rules: { "color-contrast": { enabled: false } },
};

async function violations(place: HTMLElement): Promise<string[]> {
  const { violations: found } = await axe.run(place, RULES);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

test.each(Object.keys(SCENES))("the panel has no barrier in the state %s", async (name) => {
  expect(await violations(await show(<Panel />, sceneOf(name)))).toEqual([]);
});

test("an open card with an open cause and a question has no barrier", async () => {
  const place = await show(<Panel />, sceneOf("ads"));
  await click(place, "Why?");
  await click(place, "Camping");
  await click(place, "Forget these 6 visits");

  expect(await violations(place)).toEqual([]);
}, 20_000); // axe looks at every element, and this is the largest page

test.each(Object.keys(OPTIONS))("the options have no barrier while %s", async (name) => {
  expect(await violations(await show(<OptionsPage />, sceneOf(name)))).toEqual([]);
});

test("the popup has no barrier", async () => {
  expect(await violations(await show(<Popup />, sceneOf("ads")))).toEqual([]);
});
