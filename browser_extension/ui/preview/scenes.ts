// States worth looking at, built on the contract's own examples. Used by the preview page and by the component tests;
// never part of the extension's build.
import explanationExample from "../../../tests/payloads/explanation_response.json";
import traitsExample from "../../../tests/payloads/traits_response.json";
import settingsExample from "../../../tests/payloads/settings_response.json";
import type { HealthState, OptionsState, PanelState } from "../../contract/messages";
import type {
  ContributionItem,
  EvidenceItem,
  Explanation,
  ImpressionSummary,
  KnowerItem,
  ProvenanceResponse,
  Settings,
  TraitItem,
} from "../../contract/payloads";

import { BEHIND, NOBODY } from "./behind-scene";

export const EXAMPLE = explanationExample as Explanation;
const AD = EXAMPLE.impression;
const [CAMPING, PAGE] = EXAMPLE.contributions as [ContributionItem, ContributionItem];
const [VISIT] = CAMPING.evidence as [EvidenceItem];
const [ALPHA] = CAMPING.knowers as [KnowerItem];

export const anAd = (part: Partial<ImpressionSummary> = {}): ImpressionSummary => ({ ...AD, ...part });

export const anExplanation = (part: Partial<Explanation> = {}): Explanation => ({ ...EXAMPLE, ...part });

export function aState(
  state: HealthState,
  part: Partial<PanelState> = {},
  health: Partial<PanelState["health"]> = {},
): PanelState {
  return {
    health: {
      state,
      queued: 0,
      dropped: 0,
      last_ack: "2026-11-02T09:12:30Z",
      service_url: "http://127.0.0.1:7391",
      ...health,
    },
    page: { domain: "news.example", paused: state === "paused_here" },
    store_label: null,
    observed_since: EXAMPLE.observed_since,
    ads: [],
    focus_ad: null,
    ...part,
  };
}

const visit = (
  n: number,
  time: string,
  domain: string,
  title: string,
  words: string[],
  source = "page_words",
): EvidenceItem => ({
  ...VISIT,
  visit_id: `v${n}`,
  time,
  domain,
  title,
  words,
  source,
  search_query: source === "search_query" ? title : null,
});

const SIX_VISITS: EvidenceItem[] = [
  VISIT,
  { ...VISIT, source: "site_topic", words: [] },
  visit(2, "2026-11-01T18:44:00Z", "trails.example", "Which sleeping mat for stony ground?", ["sleeping mat", "tent"]),
  visit(3, "2026-10-31T20:02:00Z", "search.example", "two person tent under 2 kg", ["tent"], "search_query"),
  visit(4, "2026-10-31T20:05:00Z", "outdoor-forum.example", "Tents that survive the west wind: six years of notes", [
    "tents",
    "wind",
  ]),
  visit(5, "2026-10-30T08:30:00Z", "trails.example", "Sleeping in the open: what the law says", ["bivouac", "camping"]),
  visit(6, "2026-10-30T08:21:00Z", "maps.example", "Camp sites near the Elbe", ["camp sites"]),
];

const COMPANIES: KnowerItem[] = [
  { ...ALPHA, sites: ["trails.example", "outdoor-forum.example"], visit_ids: ["v1", "v2", "v4"] },
  {
    company: "Lantern Measurement",
    how: "request",
    sites: ["trails.example"],
    visit_ids: ["v1"],
    in_delivery: false,
    told_by: null,
  },
  {
    company: "Cobalt Audience",
    how: "frame",
    sites: ["outdoor-forum.example", "maps.example"],
    visit_ids: ["v4", "v6"],
    in_delivery: true,
    told_by: null,
  },
  {
    company: "Ember Exchange",
    how: "cookie_sync",
    sites: ["trails.example"],
    visit_ids: ["v1"],
    in_delivery: true,
    told_by: "Lantern Measurement",
  },
];

const cause = (
  part: Partial<ContributionItem>,
  label: string,
  kind: ContributionItem["cause"]["kind"],
  id: string,
): ContributionItem => ({
  ...PAGE,
  ...part,
  cause: { kind, id, label, sensitive: false },
});

const RICH: Explanation = {
  ...EXAMPLE,
  lift: { log_odds: 1.93, low: 1.1, high: 2.7, factor: 6.9 },
  contributions: [
    { ...CAMPING, evidence: SIX_VISITS, knowers: COMPANIES },
    cause(
      {
        log_odds: 0.62,
        low: 0.1,
        high: 1.2,
        factor: 1.86,
        reach: "unreachable",
        evidence: SIX_VISITS.slice(2, 3),
        knowers: [COMPANIES[1] as KnowerItem],
        sentence: "You visited tents.example 3 days ago. That made it about twice as likely.",
      },
      "Your visit to tents.example",
      "retargeting",
      "tents.example",
    ),
    { ...PAGE, log_odds: -0.31, low: -0.6, high: 0.05, factor: 0.73 },
    cause(
      {
        log_odds: 0.12,
        low: -0.1,
        high: 0.3,
        factor: 1.13,
        reach: "unknown",
        sentence: "Being in Leipzig made it slightly likelier.",
      },
      "Leipzig",
      "place_time_device",
      "place:Leipzig",
    ),
  ],
  behind: BEHIND,
  stated: [
    ...EXAMPLE.stated,
    {
      kind: "contextual",
      source: "dsa",
      detail: "The seller declares that only the page decided.",
      agrees: false,
      tier: "stated",
    },
  ],
  counterfactuals: [
    ...EXAMPLE.counterfactuals,
    {
      ...(EXAMPLE.counterfactuals[0] as Explanation["counterfactuals"][0]),
      without_kind: "site",
      without_id: "trails.example",
      cause_kind: null,
      label: "trails.example",
      sentence: "Without your visits to trails.example it would have been about twice as likely instead of 7 times.",
    },
  ],
};

const CALM: Explanation = {
  ...EXAMPLE,
  verdict: "about_everyone",
  lift: { log_odds: 0.05, low: -0.2, high: 0.3, factor: 1.05 },
  top_cause: null,
  contributions: [
    {
      ...CAMPING,
      log_odds: 0.05,
      low: -0.2,
      high: 0.3,
      factor: 1.05,
      sentence: "Your interest in camping hardly mattered.",
    },
  ],
  kinds: [
    { kind: "run_of_network", probability: 0.96 },
    { kind: "interest", probability: 0.04 },
  ],
  counterfactuals: [],
  stated: [],
  behind: NOBODY,
};

const HOSTILE_TEXT = `\u202eevil\u202c <img src=x onerror=alert(1)> ${"W".repeat(90)} \u05d0\u05d1\u05d2 عربى`;

export const PAGE_ADS: ImpressionSummary[] = [
  anAd(),
  anAd({
    id: "a2",
    advertiser: "harbourbank.example",
    text: "Fixed for ten years. Find out in two minutes what you could save.",
    width: 728,
    height: 90,
    verdict: "about_the_page",
    sentence:
      "This page is about personal finance. That made the ad about 3 times likelier, as far as our model can tell.",
  }),
  anAd({
    id: "a3",
    advertiser: "cityticket.example",
    text: "Tonight in Leipzig",
    width: 160,
    height: 600,
    verdict: "about_the_moment",
    tier: "stated",
    sentence: "The bid names Leipzig. Being there made this ad about twice as likely.",
  }),
  anAd({
    id: "a4",
    advertiser: "sofaland.example",
    text: "Everything must go",
    width: 320,
    height: 50,
    verdict: "about_everyone",
    top_cause: null,
    sentence: "Probably not about you: anyone on this page was about as likely to see it.",
  }),
  anAd({
    id: "a5",
    advertiser: "",
    text: "",
    width: 300,
    height: 300,
    verdict: "not_enough_evidence",
    tier: "unknown",
    top_cause: null,
    sentence: "There is too little to tell why this ad was shown.",
  }),
];

const EXPLANATIONS: Record<string, Explanation> = { [AD.id]: RICH, a4: CALM };

export const explanationFor = (id: string): Explanation => {
  const ad = PAGE_ADS.find((one) => one.id === id) ?? AD;
  const known = EXPLANATIONS[id] ?? { ...EXAMPLE, verdict: ad.verdict };
  return { ...known, impression: ad };
};

/** Some of today's ads stood on other pages. */
export const TODAY: ImpressionSummary[] = [...PAGE_ADS.slice(0, 2), anAd({ id: "a9", page_domain: "maps.example" })];

const trait = (part: Partial<TraitItem>): TraitItem => ({ ...(traitsExample.traits[0] as TraitItem), ...part });

export const TRAITS: TraitItem[] = [
  trait({}),
  trait({
    id: "401",
    label: "Trail running",
    kind: "purchase_intent",
    level: "medium",
    strength: 1.4,
    visits: 2,
    correction: "muted",
  }),
  trait({ id: "391", label: "Personal Finance", level: "weak", strength: 0.4, visits: 1, correction: "not_me" }),
  trait({ id: "286", label: "A sensitive topic", level: "weak", strength: 0.2, visits: 1, sensitive: true }),
];

export const provenanceFor = (id: string): ProvenanceResponse => ({
  trait: TRAITS.find((one) => one.id === id) ?? trait({}),
  evidence: SIX_VISITS.map((one) => ({ ...one, weight: 0.9, companies: ["Alpha Ads", "Cobalt Audience"] })),
});

export const SCENES: Record<string, PanelState> = {
  ads: aState("recording", { ads: PAGE_ADS }),
  demo: aState("recording", { ads: PAGE_ADS, store_label: "Demo data: a made-up person in a made-up town" }),
  clicked: aState("recording", { ads: PAGE_ADS, focus_ad: AD.id }),
  none_yet: aState("recording"),
  hostile: aState("recording", {
    ads: [anAd({ advertiser: HOSTILE_TEXT, text: HOSTILE_TEXT, sentence: HOSTILE_TEXT })],
    store_label: HOSTILE_TEXT,
  }),
  after_outage: aState(
    "recording",
    { ads: PAGE_ADS.slice(0, 2) },
    { queued: 12, outage: { since: "2026-11-02T09:12:30Z", until: "2026-11-02T09:41:00Z" } },
  ),
  paused_here: aState("paused_here"),
  sensitive_site: aState("sensitive_site"),
  private_window: aState("private_window"),
  not_recordable: aState("not_recordable", { page: { domain: "", paused: false } }),
  unpaired: aState("unpaired", { observed_since: null }),
  opened_unpaired: aState("opened_unpaired"),
  token_refused: aState("token_refused", {}, { queued: 12 }),
  service_down: aState("service_down", {}, { queued: 12, dropped: 1 }),
  wrong_service: aState("wrong_service"),
  version_mismatch: aState("version_mismatch"),
};

const PAIRED: OptionsState = {
  paired: true,
  token_refused: false,
  service_url: "http://127.0.0.1:7391",
  paused_sites: ["bank.example", "clinic.example"],
  tracker_rules: "",
  tracker_companies: "",
  settings: settingsExample as Settings,
  lists_date: "2025-10-31",
};

export const OPTIONS: Record<string, OptionsState> = {
  paired: PAIRED,
  token_refused: { ...PAIRED, token_refused: true, settings: null },
  unpaired: {
    paired: false,
    token_refused: false,
    service_url: "http://127.0.0.1:7391",
    paused_sites: [],
    tracker_rules: "||ads.example^$third-party\n",
    tracker_companies: "ads.example = Example Ads\n",
    settings: null,
    lists_date: "2025-10-31",
  },
};
