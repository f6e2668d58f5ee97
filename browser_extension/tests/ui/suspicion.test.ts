import { expect, test } from "vitest";
import type { ContributionItem, Explanation } from "../../contract/payloads";
import { anExplanation, EXAMPLE } from "../../ui/preview/scenes";
import { wordsOf } from "../../ui/strings/languages";
import { answerTo, choicesFor, SUSPICIONS } from "../../ui/words/suspicion";

const EN = wordsOf("en");
const [CAMPING] = EXAMPLE.contributions as [ContributionItem];
const SEARCHED = { ...CAMPING.evidence[0], visit_id: "s1", source: "search_query", title: "two person tent" };

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
  expect(answer.visits.map(({ title }) => title)).toEqual(["two person tent"]);
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

test("an e-mail address is only spoken of where it was seen leaving", () => {
  const told = [{ ...(CAMPING.knowers[0] as ContributionItem["knowers"][0]), how: "hashed_email" }];

  expect(ask("email", withCause({ knowers: told }))).toMatchObject({ verdict: "partly", tier: "measured" });
  expect(ask("email", withCause({}))).toMatchObject({ verdict: "cannot_tell", tier: "unknown" });
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
