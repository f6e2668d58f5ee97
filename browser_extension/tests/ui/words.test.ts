import { beforeAll, expect, test } from "vitest";
import type { ImpressionSummary } from "../../contract/payloads";
import { OPTIONS, PAGE_ADS, SCENES, aState, EXAMPLE } from "../../ui/preview/scenes";
import { stringsFor } from "../../ui/strings";
import { campaignKinds } from "../../ui/words/campaign-kinds";
import { factorMark, mayBeNothing, spokenLift } from "../../ui/words/figures";
import { healthView } from "../../ui/words/health-view";
import { isolated, plainLine } from "../../ui/words/isolate";
import { pageSummary, wrongToExpect } from "../../ui/words/page-summary";
import { day, moment } from "../../ui/words/times";
import { sitesOf, visitsBehind } from "../../ui/words/visits-behind";

const en = stringsFor("en-GB");
const NOW = new Date("2026-11-02T10:00:00Z");

beforeAll(() => {
  process.env.TZ = "UTC";
});

const lift = (log_odds: number, low: number, high: number) => ({ log_odds, low, high, factor: Math.exp(log_odds) });

test("a contribution is written as a factor with two digits", () => {
  expect([4.1, 0.8, 12.4, 0.07].map((factor) => factorMark(factor, "en"))).toEqual(["×4.1", "×0.8", "×12", "×0.07"]);
});

test("a factor next to one reads as no difference", () => {
  expect(factorMark(1.04, "en")).toBe("×1");
  expect(spokenLift("Camping", lift(0.02, -0.1, 0.1), en)).toBe(
    "Camping: about as likely as without it, between 0.9 and 1.1 times",
  );
});

test("a screen reader hears what the bar shows", () => {
  const [camping, page] = EXAMPLE.contributions;

  expect(camping && spokenLift("Camping", camping, en)).toBe(
    "Camping: about 4.1 times as likely, between 2.2 and 6.7 times",
  );
  expect(page && spokenLift("This page", page, en)).toBe(
    "This page: about 0.8 times as likely, between 0.67 and 1 times",
  );
});

test("an end of an interval that nobody could tell is no figure of eight digits", () => {
  expect(spokenLift("Tents", lift(5.5, -6.4, 17.5), en)).toBe(
    "Tents: about 240 times as likely, between 0.0017 and over 1,000 times",
  );
});

test("an interval across the line says that it may also be nothing", () => {
  expect(mayBeNothing(lift(0.2, -0.1, 0.5))).toBe(true);
  expect(mayBeNothing(lift(0.4, 0, 0.8))).toBe(false);
});

test("every state of health says what it means, and all but recording the one thing to do", () => {
  for (const [name, state] of Object.entries(SCENES)) {
    const view = healthView(state, NOW, en);
    expect(view.title, name).not.toBe("");
    expect(view.meaning, name).not.toBe("");
    expect(view.todo !== "", name).toBe(state.health.state !== "recording");
  }
});

test("while the service is away the panel says since when and how much is waiting", () => {
  const view = healthView(SCENES.service_down ?? aState("service_down"), NOW, en);

  expect(view.queue).toEqual([
    "Whyad has not been reachable since 09:12.",
    "12 things are waiting and will be sent.",
    "1 thing could not be kept meanwhile and is lost.",
  ]);
});

test("after an outage the panel says from when until when, and that the rest will be sent", () => {
  const view = healthView(SCENES.after_outage ?? aState("recording"), NOW, en);

  expect(view.queue).toEqual([
    "Whyad was not reachable from 09:12 to 09:41.",
    "12 things are waiting and will be sent.",
  ]);
});

test("once the queue is empty an outage is told as settled", () => {
  const state = aState("recording", {}, { outage: { since: "2026-11-02T09:12:00Z", until: "2026-11-02T09:41:00Z" } });

  expect(healthView(state, NOW, en).queue.at(-1)).toBe("Everything noted meanwhile has been sent.");
});

test("a page's ads are summed up in one line", () => {
  expect(pageSummary(PAGE_ADS, en)).toBe(
    "5 ads: 1 about you, 1 about this page, 1 about place or time, 2 probably not about you",
  );
});

test("a visit that several sources saw is shown once, with all their words", () => {
  const [first] = EXAMPLE.contributions[0]?.evidence ?? [];
  const again = first && { ...first, source: "site_topic", words: ["hut", "trail"] };

  const visits = visitsBehind(first && again ? [first, again] : []);
  expect(visits).toHaveLength(1);
  expect(visits[0]).toMatchObject({ sources: ["page_words", "site_topic"], words: ["ridge", "hut", "walks", "trail"] });
});

test("sites come with the most visited first", () => {
  const visit = { visit_id: "v", time: "", title: "", sources: [], words: [] };

  expect(
    sitesOf([
      { ...visit, domain: "a.example" },
      { ...visit, domain: "b.example" },
      { ...visit, domain: "b.example" },
    ]),
  ).toEqual(["b.example", "a.example"]);
});

test("kinds of campaign are told in tens, and the improbable ones by name only", () => {
  const { lines, rest } = campaignKinds(EXAMPLE.kinds, en);

  expect(lines.map(({ words }) => words)).toEqual(["about 8 in 10", "about 1 in 10", "about 1 in 10"]);
  expect(rest).toHaveLength(3);
});

test("a kind of campaign this version does not know is still named", () => {
  expect(campaignKinds([{ kind: "house_ad", probability: 1 }], en).lines[0]).toMatchObject({
    name: "house ad",
    words: "almost certainly",
  });
});

test("text from strangers loses what could reorder the line, and its excess", () => {
  expect(plainLine("\u202egro.live\u202c\n <b>sale</b>")).toBe("gro.live <b>sale</b>");
  expect([...plainLine("🛶".repeat(500), 20)]).toHaveLength(20);
  expect(isolated("news.example")).toBe("\u2068news.example\u2069");
});

test("times are short today and carry the day before that", () => {
  expect(moment("2026-11-02T09:10:00Z", NOW, "en-GB")).toBe("09:10");
  expect(moment("2026-10-30T08:30:00Z", NOW, "en-GB")).toBe("30 Oct, 08:30");
  expect(moment("2024-10-30T08:30:00Z", NOW, "en-GB")).toBe("30 Oct 2024, 08:30");
  expect(day("not a time", "en-GB")).toBe("");
});

test("a browser in another language falls back to English, with its own dates", () => {
  expect(stringsFor("fi-FI").locale).toBe("en");
  expect(stringsFor("en-AU")).toMatchObject({ language: "en", locale: "en-AU" });
  expect(day(OPTIONS.paired?.lists_date ?? "", stringsFor("en-GB").locale)).toBe("31 October 2025");
});

test("marks piled on one letter are cut to what real scripts need", () => {
  expect(plainLine(`Z${"\u0351".repeat(200)}algo`)).toBe(`Z${"\u0351".repeat(4)}algo`);
  expect(plainLine("Việt Nam, עִבְרִית, ไทย")).toBe("Việt Nam, עִבְרִית, ไทย");
});

test("a page without a domain leaves no gap in the words about it", () => {
  const view = healthView(aState("recording", { page: { domain: "", paused: false } }), new Date(), en);

  expect(view.meaning).toBe("Whyad notes pages and their ads, on this computer only.");
});

test("of many answers about the person, as many are expected to be wrong as their probabilities leave over", () => {
  const [camping] = PAGE_ADS as [ImpressionSummary];
  const sure = (probability: number): ImpressionSummary => ({
    ...camping,
    top_cause: { kind: "interest", id: "677", label: "Camping", probability },
  });
  const calm: ImpressionSummary = { ...sure(0.1), verdict: "about_everyone" };

  expect(wrongToExpect([sure(0.9), sure(0.6), sure(0.5), sure(0.8), calm])).toEqual({ wrong: 1, of: 4 });
  expect(wrongToExpect([sure(0.9), calm])).toBeNull();
});
