import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { Card } from "../../platform_reasons/card";
import { cardIn, readerFor } from "../../platform_reasons/index";
import { reasonKind } from "../../platform_reasons/reason-kinds";
import { watchCards } from "../../platform_reasons/watch-cards";

const fixture = (name: string) => readFileSync(resolve(import.meta.dirname, `cards/${name}.html`), "utf8");

function page(markup: string): Document {
  return new DOMParser().parseFromString(
    `<html><body><main>The page itself</main>${markup}</body></html>`,
    "text/html",
  );
}
const read = (name: string, host: string) => cardIn(page(fixture(name)), host);
const kinds = (card: Card | null) => card?.reasons.map(reasonKind);

afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = "";
});

test("Google's card tells who advertises and why, and nothing from around it", () => {
  const card = read("google-my-ad-center", "www.google.com");
  expect(card?.advertiser).toBe("Ridge Tents Ltd");
  expect(kinds(card)).toEqual(["page_context", "place_time_device", "retargeting", "advertiser_list"]);
});

test("Google's page behind AdChoices is read, in German too", () => {
  const card = read("google-why-this-ad", "adssettings.google.com");
  expect([card?.advertiser, kinds(card)]).toEqual(["Zelte Nord GmbH", ["place_time_device", "interest"]]);
});

test("Meta's card is read without its buttons", () => {
  const card = read("meta-why-am-i-seeing", "www.facebook.com");
  expect([card?.advertiser, kinds(card)]).toEqual(["Ridge Tents", ["advertiser_list", "demographic", "interest"]]);
});

test("X's card is read, and a reason of no known kind keeps its own words", () => {
  const card = read("x-why-this-ad", "x.com");
  expect(card?.advertiser).toBe("Ridge Tents");
  expect(kinds(card)).toEqual(["place_time_device", "advertiser_list", "interest", "other"]);
  expect(card?.reasons.at(-1)).toBe("like long evenings");
});

test("a card in a shape that nobody knows is noticed and has no reasons", () => {
  expect(read("google-redesigned", "www.google.com")).toEqual({ platform: "google", advertiser: "", reasons: [] });
});

test.each([
  ["no card is open", "<p>Results</p>", "www.google.com"],
  ["another dialog is open", '<div role="dialog"><h2>Cookies</h2><ul><li>Accept everything</li></ul></div>', "x.com"],
  ["the card is hidden", `<div hidden role="dialog"><h2>Why this ad?</h2></div>`, "x.com"],
  ["the page is no platform's", fixture("google-my-ad-center"), "google.com.evil.example"],
  ["the page is no platform's", fixture("x-why-this-ad"), "netflix.com"],
])("nothing is read where %s", (_, markup, host) => {
  expect(cardIn(page(markup), host)).toBeNull();
});

test.each(["www.google.de", "www.google.co.uk", "www.youtube.com", "m.facebook.com", "twitter.com"])(
  "the platform is known at %s",
  (host) => {
    expect(readerFor(host)).not.toBeNull();
  },
);

test("a card is handed over once, when the person opens it, and never before", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const told: Card[] = [];
  watchCards(document, "www.google.com", (card) => void told.push(card));
  await vi.advanceTimersByTimeAsync(2000);
  expect(told).toEqual([]);
  document.body.innerHTML = fixture("google-my-ad-center");
  await vi.advanceTimersByTimeAsync(2000);
  document.body.append("something else on the page");
  await vi.advanceTimersByTimeAsync(2000);
  expect(told.map(({ advertiser }) => advertiser)).toEqual(["Ridge Tents Ltd"]);
});

test("a card that stays unreadable is told as one", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const told: Card[] = [];
  watchCards(document, "www.google.com", (card) => void told.push(card));
  document.body.innerHTML = fixture("google-redesigned");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([{ platform: "google", advertiser: "", reasons: [] }]);
});
