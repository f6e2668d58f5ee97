import { expect, test, vi } from "vitest";
import { Panel } from "../../ui/panel/panel";
import { Popup } from "../../ui/popup/popup";
import { explanationFor, PAGE_ADS, SCENES } from "../../ui/preview/scenes";
import { buttonNamed, click, sceneOf, show } from "./render";

const CAMPING_AD = PAGE_ADS[0]?.id ?? "";

async function openCamping(extension = sceneOf("ads")) {
  const place = await show(<Panel />, extension);
  await click(place, "Why?");
  await click(place, "Camping");
  return { place, extension };
}

test("each ad of the page is a card with its sentence, verdict and tier", async () => {
  const place = await show(<Panel />, sceneOf("ads"));
  const cards = [...place.querySelectorAll(".card")];

  expect(cards).toHaveLength(PAGE_ADS.length);
  for (const [index, ad] of PAGE_ADS.entries()) expect(cards[index]?.textContent).toContain(ad.sentence);
  expect(cards[0]?.textContent).toContain("About you");
  expect(cards[0]?.textContent).toContain("modelled");
});

test("an explanation is asked for only when its card is opened", async () => {
  const extension = sceneOf("ads");
  const place = await show(<Panel />, extension);
  expect(extension.asked.map(({ type }) => type)).toEqual(["panel.state"]);

  await click(place, "Why?");

  expect(extension.asked).toContainEqual({ type: "panel.explanation", request: { impression_id: CAMPING_AD } });
});

test("an open cause shows the visits behind it, the words, and who could have known", async () => {
  const { place } = await openCamping();
  const proof = place.querySelector(".cause__body")?.textContent;

  for (const words of [
    "Ten ridge walks",
    "trails.example",
    "ridge",
    "Alpha Ads",
    "bid for this ad",
    "could have known",
  ])
    expect(proof).toContain(words);
});

test("a company that was only told is not said to have been there", async () => {
  const { place } = await openCamping();
  const line = [...place.querySelectorAll(".company")].find(({ textContent }) => textContent?.includes("Ember"));

  expect(line?.textContent).toContain("Not there itself, but \u2068Lantern Measurement\u2069 passed its id of you on");
});

test("an open cause says what it could give away and from what it cannot be told apart", async () => {
  const { place } = await openCamping();

  expect(place.querySelector(".cause__head")?.textContent).toContain("could give away something sensitive");
  expect(place.querySelector(".cause__body")?.textContent).toContain("This could stand in for a sensitive topic: 6 of");
  expect(place.querySelector(".cause__body")?.textContent).toContain("so we cannot tell which it was");
});

test("every bar speaks its figure", async () => {
  const { place } = await openCamping();
  const bars = [...place.querySelectorAll("svg.bar")];

  expect(bars.length).toBeGreaterThan(explanationFor(CAMPING_AD).contributions.length);
  for (const bar of bars) expect(bar.getAttribute("aria-label")).toMatch(/: about .*, between .* times$/u);
});

test("“Not me” says what happens next, and can be undone", async () => {
  const { place, extension } = await openCamping();

  await click(place, "Not me");
  expect(extension.asked).toContainEqual({
    type: "panel.correct_trait",
    request: { trait_id: "677", correction: "not_me" },
  });
  expect(place.querySelector(".notice")?.textContent).toContain(
    "The next explanation will no longer use “\u2068Camping\u2069”",
  );

  await click(place, "Undo");
  expect(extension.asked.at(-1)).toEqual({
    type: "panel.correct_trait",
    request: { trait_id: "677", correction: "none" },
  });
});

test("after a change the old bars stay until the ad is explained again, the notice with its card", async () => {
  const { place, extension } = await openCamping();
  await click(place, "Mute");
  const asked = extension.asked.length;
  expect(place.textContent).toContain("The bars below are from before your change.");

  await click(place, "Explain this ad again");

  expect(extension.asked.slice(asked).map(({ type }) => type)).toEqual(["panel.explanation"]);
  expect(place.textContent).not.toContain("The bars below are from before your change.");
  expect(place.querySelector(".card__body > .notice")?.textContent).toContain("Muted.");
});

test("forgetting asks first, says how many visits, and erases nothing when the answer is to keep them", async () => {
  const { place, extension } = await openCamping();

  await click(place, "Forget these 6 visits");
  expect(place.querySelector("[role=group]")?.textContent).toContain(
    "Erase 6 visits and all that was concluded from them?",
  );
  expect(document.activeElement?.textContent).toBe("Keep");

  await click(place, "Keep");
  expect(extension.asked.map(({ type }) => type)).not.toContain("panel.forget_visits");
});

test("confirmed, exactly the visits behind the cause are forgotten", async () => {
  const { place, extension } = await openCamping();

  await click(place, "Forget these 6 visits");
  await click(place, /^Erase 6 visits$/u);

  const ids = new Set(explanationFor(CAMPING_AD).contributions[0]?.evidence.map(({ visit_id }) => visit_id));
  const forgotten = extension.asked.find(({ type }) => type === "panel.forget_visits")?.request as { ids: string[] };
  expect(new Set(forgotten.ids)).toEqual(ids);
  expect(place.querySelector(".notice")?.textContent).toContain("6 visits erased");
});

test("a cause that nobody in the delivery could know says so and is drawn apart", async () => {
  const place = await show(<Panel />, sceneOf("ads"));
  await click(place, "Why?");
  await click(place, "Your visit to tents.example");

  expect(place.querySelectorAll(".bar__fill--unreached")).toHaveLength(1);
  expect(place.querySelector(".unreached")?.textContent).toContain("does not name it as the reason");
});

test("only what was inferred about the person can be called “not me”", async () => {
  const place = await show(<Panel />, sceneOf("ads"));
  await click(place, "Why?");
  await click(place, "Your visit to tents.example");

  expect(() => buttonNamed(place, "Not me")).toThrow();
  expect(buttonNamed(place, "Forget \u2068tents.example")).toBeTruthy();
});

test("what the ad states is shown beside what we found, also where they differ", async () => {
  const { place } = await openCamping();

  expect(place.textContent).toContain("Fits what we found");
  expect(place.textContent).toContain("Differs from what we found");
});

test("an ad that is not about the person is calm: no cause is pressed on them", async () => {
  const place = await show(<Panel />, sceneOf("ads"));
  const card = place.querySelectorAll<HTMLElement>(".card")[3] as HTMLElement;
  await click(card, "Why?");

  expect(card.className).toContain("card--quiet");
  expect(card.textContent).toContain("Nothing about you, this page or this moment made a clear difference.");
  expect(card.textContent).toContain("Neither the ad nor the page’s auction said who paid");
});

test("hostile texts stay text", async () => {
  const place = await show(<Panel />, sceneOf("hostile"));

  expect(place.querySelectorAll("img, script, iframe, a")).toHaveLength(0);
  expect(place.textContent).toContain("<img src=x onerror=alert(1)>");
  expect(place.textContent).not.toMatch(/[\u202a-\u202e]/u);
});

test("demo data are marked on the page", async () => {
  const place = await show(<Panel />, sceneOf("demo"));

  expect(place.querySelector("aside")?.textContent).toContain("Demo data");
});

test("the popup that a clicked mark opens shows that ad alone, unfolded", async () => {
  const place = await show(<Popup />, sceneOf("clicked"));

  expect(place.querySelectorAll(".card")).toHaveLength(1);
  expect(place.querySelector(".card__body")?.textContent).toContain("Camping");
});

test("pausing names the page's site", async () => {
  const extension = sceneOf("ads");
  await click(await show(<Panel />, extension), "Pause here");

  expect(extension.asked).toContainEqual({
    type: "panel.pause_site",
    request: { domain: "news.example", paused: true },
  });
});

test("a new state appears by itself", async () => {
  const extension = sceneOf("none_yet");
  const place = await show(<Panel />, extension);
  expect(place.textContent).toContain("No ads found here yet");

  extension.change(SCENES.ads as never);

  await vi.waitFor(() => expect(place.querySelectorAll(".card")).toHaveLength(PAGE_ADS.length));
});

test("a background that answers with a problem is told, with a way to try again", async () => {
  const extension = sceneOf("ads");
  extension.ask = async () => ({
    ok: false,
    problem: { code: "unreachable" },
  });
  const place = await show(<Panel />, extension);

  expect(place.querySelector("[role=alert]")?.textContent).toContain("The Whyad service does not answer");
  expect(buttonNamed(place, "Try again")).toBeTruthy();
});
