import { expect, test } from "vitest";
import { PageClaims } from "../../ui/panel/behind/page-claims";
import { WhoIsBehind } from "../../ui/panel/behind/who-is-behind";
import { BEHIND, NOBODY } from "../../ui/preview/behind-scene";
import { sceneOf, show } from "./render";

const textOf = (place: HTMLElement): string => (place.textContent ?? "").replaceAll(/[\u2068\u2069]/gu, "");

test("who delivered an ad comes with the brands and their parts in it", async () => {
  const text = textOf(await show(<WhoIsBehind behind={BEHIND} />, sceneOf("ads")));

  expect(text).toContain("Cobalt Audience");
  expect(text).toContain("through Cobalt Exchange (cobalt.example)");
  expect(text).toContain("carried this ad in its frame");
});

test("who told whom comes with the site and how often", async () => {
  const text = textOf(await show(<WhoIsBehind behind={BEHIND} />, sceneOf("ads")));

  expect(text).toContain("Lantern Measurement passed its id of you on to Alpha Ads.");
  expect(text).toMatch(/Seen on trails\.example, .* and on 2 other pages/u);
  expect(text).toContain("A hash of your own address was seen going to Cobalt Audience.");
});

test("what the page says is marked as its claim", async () => {
  const place = await show(<PageClaims behind={BEHIND} />, sceneOf("ads"));

  expect([...place.querySelectorAll("h5")].map((title) => title.querySelector(".claimed")?.textContent)).toEqual(
    Array.from({ length: 3 }, () => "claimed by the page"),
  );
  expect(textOf(place)).toContain("The place for this ad went through news.example → Fjord, part of Northsea Media.");
});

test("a domain that is called like a part of every object is a domain like any other", async () => {
  const behind = { ...BEHIND, sellers: ["constructor", "__proto__"] };

  expect(textOf(await show(<PageClaims behind={behind} />, sceneOf("ads")))).toContain("constructor → __proto__");
});

test("an ad of which nothing was seen says so, and claims nothing", async () => {
  const behind = textOf(await show(<WhoIsBehind behind={NOBODY} />, sceneOf("ads")));
  const claims = textOf(await show(<PageClaims behind={NOBODY} />, sceneOf("ads")));

  expect(behind).toContain("Nobody is named");
  expect(behind).toContain("Whyad saw no other company deliver this ad.");
  expect(claims).toContain("Neither the page nor this browser says anything about consent.");
});
