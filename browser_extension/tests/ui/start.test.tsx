import { expect, test } from "vitest";
import { StartPage } from "../../ui/start/start-page";
import { click, sceneOf, show } from "./render";

test.each([
  ["Record", "record"],
  ["Record without sensitive sites", "record_without_sensitive"],
])("“%s” is kept, and the one step that is left is said", async (name, choice) => {
  const extension = sceneOf("unpaired");
  const place = await show(<StartPage />, extension);
  await click(place, new RegExp(`^${name}[A-Z]`, "u"));

  expect(extension.asked).toContainEqual({ type: "start.choose", request: { choice } });
  expect(place.textContent).toContain("One step is left: connect this browser.");
});

test("looking around shows a made-up person, marked as such in every view, and asks nothing real", async () => {
  const extension = sceneOf("unpaired");
  const place = await show(<StartPage />, extension);
  await click(place, "Look around first");

  for (const view of ["This page", "Today", "About you"]) {
    await click(place, view);
    expect(place.querySelector(".store-label")?.textContent).toBe("Sample data: a made-up person, not you");
  }
  expect(place.textContent).not.toContain("Recording");
  expect(extension.asked.map(({ type }) => type)).toEqual(["start.choose"]);
});

test("the tour ends where it began", async () => {
  const place = await show(<StartPage />, sceneOf("unpaired"));
  await click(place, "Look around first");
  await click(place, "End the tour");

  expect(place.textContent).toContain("How would you like to start?");
});
