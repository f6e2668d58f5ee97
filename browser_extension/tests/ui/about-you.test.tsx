import { expect, test } from "vitest";
import { Panel } from "../../ui/panel/panel";
import { viewAfter } from "../../ui/panel/views";
import { TODAY, TRAITS } from "../../ui/preview/scenes";
import { click, sceneOf, show } from "./render";

async function openAboutYou(extension = sceneOf("ads")) {
  const place = await show(<Panel />, extension);
  await click(place, "About you");
  return { place, extension };
}

test("each trait is listed with its strength, its visits, and what was said about it", async () => {
  const { place } = await openAboutYou();

  expect(place.querySelectorAll(".trait")).toHaveLength(TRAITS.length);
  for (const words of ["Camping", "Strength: strong", "From 6 visits", "You said: not me"])
    expect(place.textContent).toContain(words);
});

test("an open trait shows the visits, the words and the companies behind it", async () => {
  const { place } = await openAboutYou();
  await click(place.querySelector(".traits") as HTMLElement, "Camping");

  for (const words of ["Ten ridge walks", "ridge", "Alpha Ads"]) expect(place.textContent).toContain(words);
});

test("a trait can be corrected, used again, and forgotten with its visits after a question", async () => {
  const { place, extension } = await openAboutYou();
  const [camping, running] = place.querySelectorAll<HTMLElement>(".trait");
  await click(camping as HTMLElement, "Camping");
  await click(camping as HTMLElement, "Forget the visits behind it");
  await click(camping as HTMLElement, "Erase these visits");
  await click(running as HTMLElement, "Trail running");
  await click(running as HTMLElement, "Use it again");

  expect(extension.asked).toContainEqual({ type: "panel.forget_trait", request: { trait_id: "677" } });
  expect(extension.asked).toContainEqual({
    type: "panel.correct_trait",
    request: { trait_id: "401", correction: "none" },
  });
});

test("today's ads of all pages are one click away", async () => {
  const place = await show(<Panel />, sceneOf("ads"));
  await click(place, "Today");

  expect(place.querySelectorAll(".card")).toHaveLength(TODAY.length);
});

test("the views are walked with the arrow keys, round and round", () => {
  expect([viewAfter("page", "ArrowRight"), viewAfter("page", "ArrowLeft")]).toEqual(["today", "you"]);
  expect([viewAfter("today", "End"), viewAfter("today", "Home"), viewAfter("today", "x")]).toEqual([
    "you",
    "page",
    null,
  ]);
});

test("a suspicion is answered on the card, with its tier", async () => {
  const place = await show(<Panel />, sceneOf("ads"));
  await click(place, "Why?");
  await click(place, "Something I searched for");

  expect(place.querySelector(".answer")?.textContent).toMatch(/^It seems so\. .* Evidence: modelled/u);
});

test("without a service there is nothing to choose between", async () => {
  const place = await show(<Panel />, sceneOf("service_down"));

  expect(place.querySelector("[role=tablist]")).toBeNull();
});
