import { expect, test } from "vitest";
import type { ContributionItem } from "../../contract/payloads";
import { Panel } from "../../ui/panel/panel";
import { anExplanation, EXAMPLE, PAGE_ADS } from "../../ui/preview/scenes";
import { stringsFor } from "../../ui/strings";
import { partsOf } from "../../ui/words/what-if-parts";
import { click, press, sceneOf, settled, show } from "./render";

const CAMPING_AD = PAGE_ADS[0]?.id ?? "";
const [CAMPING] = EXAMPLE.contributions as [ContributionItem];

async function openWhatIf(extension = sceneOf("ads")) {
  const place = await show(<Panel />, extension);
  await click(place, "Why?");
  const fold = [...place.querySelectorAll("details")].find(({ textContent }) => textContent?.includes("What would"));
  const asked = extension.asked.length;
  await press(fold?.querySelector("summary") ?? null);
  await settled();
  return { extension, fold: fold as HTMLElement, askedNow: extension.asked.slice(asked) };
}

test("alternatives are asked for only when somebody looks at what would change the answer", async () => {
  const { extension, askedNow } = await openWhatIf();

  expect(askedNow).toEqual([{ type: "panel.alternatives", request: { impression_id: CAMPING_AD } }]);
  expect(extension.asked.filter(({ type }) => type === "panel.alternatives")).toHaveLength(1);
});

test("the smallest change is told with its tier, and whether it is in the person's hands", async () => {
  const { fold } = await openWhatIf();

  expect(fold.textContent).toContain("The smallest change");
  expect(fold.textContent).toContain("this ad would seem to be shown to everyone.");
  expect(fold.textContent).toContain("Evidence: modelled");
  expect(fold.textContent).toContain("You can bring that about");
});

test("of an ad that is not about the person no list says that it would stay so", async () => {
  const same = EXAMPLE.counterfactuals.map((item) => ({ ...item, verdict: "about_everyone" as const }));
  const quiet = anExplanation({ verdict: "about_everyone", counterfactuals: same });
  const { fold } = await openWhatIf(sceneOf("ads", { "panel.explanation": () => quiet }));

  expect(fold.textContent).toContain("Taking away any single cause or site would leave the answer as it is.");
  expect(fold.textContent).not.toContain(same[0]?.sentence);
});

test("ads that would have stood here are told with their share before and after", async () => {
  const { fold } = await openWhatIf();

  expect(fold.textContent).toContain("harbourbank.example");
  expect(fold.textContent).toContain("43% of this place instead of 20%.");
  expect(fold.textContent).toContain("27% of this place instead of 62%.");
  expect(fold.textContent).toContain("Whyad knows no others");
});

test("an answer that no three causes would change says so", async () => {
  const none = { impression_id: CAMPING_AD, tier: "modelled", smallest_change: null, instead: null } as const;
  const { fold } = await openWhatIf(sceneOf("ads", { "panel.alternatives": () => none }));

  expect(fold.textContent).toContain("Even without three of these causes the answer would be the same.");
  expect(fold.textContent).not.toContain("Ads you would rather have seen");
});

test("a trait, a visit, a site, a company and the last week can each be taken away", () => {
  const kinds = partsOf(anExplanation(), stringsFor("en-GB")).map(({ item }) => item.kind);

  expect(new Set(kinds)).toEqual(new Set(["trait", "cause", "visit", "site", "company", "last_days"]));
});

test("reading about a topic and shopping around it are taken away together", () => {
  const shopping = { ...CAMPING, cause: { ...CAMPING.cause, kind: "purchase_intent" } } as ContributionItem;
  const parts = partsOf(anExplanation({ contributions: [CAMPING, shopping] }), stringsFor("en-GB"));

  expect(parts.filter(({ item }) => item.kind === "trait")).toHaveLength(1);
  expect(parts[0]?.name).toContain("your interest, your shopping");
});
