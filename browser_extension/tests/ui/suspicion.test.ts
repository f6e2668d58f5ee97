import { expect, test } from "vitest";
import whatIfExample from "../../../tests/payloads/counterfactual_response.json";
import type { ContributionItem, Explanation, WhatIfResponse } from "../../contract/payloads";
import { NOBODY } from "../../ui/preview/behind-scene";
import { anExplanation, EXAMPLE } from "../../ui/preview/scenes";
import { wordsOf } from "../../ui/strings/languages";
import { rescored, withoutSuspected } from "../../ui/words/rescored";
import { answerTo, choicesFor, SUSPICIONS } from "../../ui/words/suspicion";

const EN = wordsOf("en");
const [CAMPING] = EXAMPLE.contributions as [ContributionItem];
const SEARCHED = { ...CAMPING.evidence[0], visit_id: "s1", source: "search_query", title: "A search", search_query: "two person tent" };

const withCause = (part: Partial<ContributionItem>): Explanation =>
  anExplanation({ contributions: [{ ...CAMPING, ...part }] });
const searched = (part: Partial<ContributionItem> = {}) =>
  withCause({ evidence: [SEARCHED as never, ...CAMPING.evidence], ...part });
const ask = (kind: (typeof SUSPICIONS)[number], explanation: Explanation, choice: string | null = null) =>
  answerTo(kind, choice, explanation, EN);

test("a search that speaks for the strongest cause is answered with its figure, its visit and its tier", () => {
  const answer = ask("search", searched(), "two person tent");

  expect(answer).toMatchObject({ verdict: "yes", tier: "modelled" });
  expect(answer.sentences.join(" ")).toContain("×4.1 as likely (between ×2.2 and ×6.7)");
  expect(answer.visits.map(({ visit_id }) => visit_id)).toEqual(["s1"]);
});

test("a cause that may be nothing, or that nobody behind the ad could know, is only a part", () => {
  expect(ask("search", searched({ low: -0.1 })).verdict).toBe("partly");
  expect(ask("search", searched({ reach: "unreachable" })).verdict).toBe("partly");
});

test("a cause that hardly moved the ad is no reason, whatever was searched", () => {
  expect(ask("search", searched({ log_odds: 0.05 })).verdict).toBe("no");
});

test("a search nobody saw is denied as far as this browser goes", () => {
  expect(ask("search", withCause({}))).toMatchObject({ verdict: "no", tier: "measured", visits: [] });
});

test("a shop is answered by the visit to it, and by what was read there", () => {
  const shop = withCause({ cause: { ...CAMPING.cause, kind: "retargeting", id: "tents.example" } });

  expect(ask("shop", shop, "tents.example").verdict).toBe("yes");
  expect(ask("shop", shop, "trails.example").verdict).toBe("yes");
  expect(ask("shop", shop, "boats.example").verdict).toBe("no");
});

test("searches and sites can be picked by name", () => {
  expect(choicesFor("search", searched())).toEqual(["two person tent"]);
  expect(choicesFor("shop", searched())).toContain("tents.example");
});

const sentTo = (told: string, in_delivery: boolean): Explanation => {
  const sent = { told_by: "trails.example", told, how: "hashed_email", site: "trails.example", in_delivery } as const;
  const links = [{ ...sent, time: "2026-11-02T09:10:00Z", times: 1 }];
  return anExplanation({ behind: { ...EXAMPLE.behind, links } });
};

test("a hash of the e-mail address that went to a company of the ad is told with its place and day", () => {
  const answer = ask("email", sentTo("Alpha Ads", true));

  expect(answer).toMatchObject({ verdict: "partly", tier: "measured" });
  expect(answer.sentences[0]).toMatch(/gave \u2068Alpha Ads\u2069 a hash of your e-mail address. Seen on \S+, Nov/u);
});

test("a hash that went elsewhere, or none at all, leaves the question open", () => {
  expect(ask("email", sentTo("Gamma", false))).toMatchObject({ verdict: "cannot_tell", tier: "measured" });
  expect(ask("email", anExplanation({ behind: NOBODY }))).toMatchObject({ verdict: "cannot_tell", tier: "unknown" });
});

test("a platform that names the advertiser's list is quoted, as stated", () => {
  const list = { kind: "advertiser_list", source: "google", detail: "Google says: “A list.”", agrees: null } as const;
  const answer = ask("email", anExplanation({ stated: [{ ...list, tier: "stated" }] }));

  expect(answer).toMatchObject({ verdict: "partly", tier: "stated" });
  expect(answer.sentences[0]).toContain("A list.");
});

const rescoredTo = (log_odds: number): WhatIfResponse => {
  const lift = { log_odds: 1.4, low: 0.8, high: 1.9, factor: 4.1 };
  const example = whatIfExample as WhatIfResponse;
  return { ...example, before: { ...example.before, lift }, after: { ...example.after, lift: { ...lift, log_odds } } };
};

test("a search without which the ad is as likely is a part at most", () => {
  const answer = ask("search", searched(), "two person tent");

  expect(rescored(answer, rescoredTo(0.2), EN).verdict).toBe("yes");
  expect(rescored(answer, rescoredTo(1.35), EN)).toMatchObject({ verdict: "partly" });
});

test("a site whose visits are not listed is still found by leaving it out", () => {
  const answer = ask("shop", EXAMPLE, "boats.example");

  expect(withoutSuspected("shop", " https://www.boats.example/oars ", answer)).toEqual([
    { kind: "site", domain: "boats.example" },
  ]);
  expect(rescored(answer, rescoredTo(1.4), EN).verdict).toBe("no");
  expect(rescored(answer, rescoredTo(0.2), EN)).toMatchObject({ verdict: "partly", tier: "modelled" });
});

test("a search is put to the test by leaving out its own visits", () => {
  const answer = ask("search", searched(), "Tent PERSON");

  expect(withoutSuspected("search", "Tent PERSON", answer)).toEqual([{ kind: "visit", id: "s1" }]);
  expect(ask("search", searched(), "canoe").verdict).toBe("no");
});

test("nobody can rule out a microphone, but what was seen instead is said", () => {
  const answer = ask("voice", EXAMPLE);

  expect(answer.verdict).toBe("cannot_tell");
  expect(answer.sentences.join(" ")).toContain("points to “\u2068Camping\u2069”");
});

test.each(SUSPICIONS)("the suspicion %s is answered for an ad nothing is known about", (kind) => {
  const answer = ask(kind, anExplanation({ contributions: [], top_cause: null }));

  expect(["no", "cannot_tell"]).toContain(answer.verdict);
  expect(answer.sentences.join(" ")).not.toBe("");
});
