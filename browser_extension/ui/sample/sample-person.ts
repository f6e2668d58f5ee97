// A made-up person's day: four ads, two traits, a handful of visits. All sentences come from the language's own file.
import type {
  AlternativesResponse,
  Behind,
  ContributionItem,
  EvidenceItem,
  Explanation,
  ImpressionSummary,
  KnowerItem,
  ProvenanceResponse,
  TraitItem,
  Verdict,
  WhatIfResponse,
} from "../../contract/payloads";
import type { Strings } from "../strings";

export interface Sample {
  since: string;
  ads: ImpressionSummary[];
  traits: TraitItem[];
  explanation(id: string): Explanation;
  provenance(traitId: string): ProvenanceResponse;
  whatIf(id: string): WhatIfResponse;
  alternatives(id: string): AlternativesResponse;
}

const HOUR = 3_600_000; // ms
const DAY = 24 * HOUR;
const before = (ms: number): string => new Date(Date.now() - ms).toISOString();
const lift = (log_odds: number, low: number, high: number) => ({
  log_odds,
  low,
  high,
  factor: Number(Math.exp(log_odds).toPrecision(2)),
});

export function sampleIn({ sample: words }: Strings): Sample {
  const visits = visitsOf(words);
  const camping = campingCause(words, visits);
  const page = pageCause(words);
  const ads = adsOf(words);
  const traits = traitsOf(words);
  const adOf = (id: string) => ads.find((ad) => ad.id === id) ?? (ads[0] as ImpressionSummary);
  return {
    since: before(9 * DAY),
    ads,
    traits,
    explanation: (id) => explain(adOf(id), id === "sample-1" ? [camping, page] : [], words),
    provenance: (id) => ({
      trait: traits.find((trait) => trait.id === id) ?? (traits[0] as TraitItem),
      evidence: visits.map((visit) => ({ ...visit, weight: 0.9, companies: [words.company] })),
    }),
    whatIf: (id) => whatIf(adOf(id), words),
    alternatives: (id) => alternatives(id, camping, ads, words),
  };
}

type Words = Strings["sample"];

function visitsOf(words: Words): EvidenceItem[] {
  const [first, second, third] = words.visits;
  const visit = (n: number, title: string, domain: string, source: string, found: string[]): EvidenceItem => ({
    visit_id: `sample-visit-${n}`,
    time: before(n * 7 * HOUR),
    domain,
    title,
    source,
    kind: "interest",
    words: found,
    search_query: source === "search_query" ? title : null,
  });
  return [
    visit(1, first.title, "trails.example", "page_words", first.words),
    visit(2, second.title, "search.example", "search_query", second.words),
    visit(3, third.title, "outdoors.example", "page_words", third.words),
  ];
}

function campingCause(words: Words, evidence: EvidenceItem[]): ContributionItem {
  const knower: KnowerItem = {
    company: words.company,
    how: "bidder",
    sites: ["trails.example", "outdoors.example"],
    visit_ids: ["sample-visit-1", "sample-visit-3"],
    in_delivery: true,
    told_by: null,
  };
  return {
    cause: { kind: "interest", id: "677", label: words.camping, sensitive: false },
    ...lift(1.41, 0.8, 1.9),
    tier: "modelled",
    reach: "reachable",
    sentence: words.campingMoved,
    evidence,
    knowers: [knower],
    twins: null,
    stands_in_for: [],
  };
}

function pageCause(words: Words): ContributionItem {
  return {
    cause: { kind: "page_context", id: "391", label: words.finance, sensitive: false },
    ...lift(-0.3, -0.6, 0),
    tier: "modelled",
    reach: "reachable",
    sentence: words.pageMoved,
    evidence: [],
    knowers: [],
    twins: null,
    stands_in_for: [],
  };
}

function adsOf(words: Words): ImpressionSummary[] {
  const sizes = [
    [300, 250],
    [728, 90],
    [160, 600],
  ] as const;
  const verdicts: readonly Verdict[] = ["about_you", "about_the_page", "about_everyone"];
  return words.ads.map(({ advertiser, text, sentence }, index) => ({
    id: `sample-${index + 1}`,
    time: before((index + 1) * 600_000),
    page_domain: "news.example",
    page_url: "https://news.example/",
    adomain: [advertiser],
    advertiser,
    text,
    width: sizes[index]?.[0] ?? 300,
    height: sizes[index]?.[1] ?? 250,
    verdict: verdicts[index] ?? "about_everyone",
    tier: "modelled",
    sentence,
    top_cause: index === 0 ? { kind: "interest", id: "677", label: words.camping, probability: 0.78 } : null,
  }));
}

function traitsOf(words: Words): TraitItem[] {
  const trait = {
    path: [],
    kind: "interest",
    sensitive: false,
    correction: "none",
    last_seen: before(7 * HOUR),
  } as const;
  return [
    { ...trait, path: [], id: "677", label: words.camping, strength: 3.2, level: "strong", visits: 3 },
    { ...trait, path: [], id: "391", label: words.finance, strength: 0.4, level: "weak", visits: 1 },
  ];
}

function explain(impression: ImpressionSummary, contributions: ContributionItem[], words: Words): Explanation {
  const log_odds = contributions.reduce((sum, one) => sum + one.log_odds, 0);
  return {
    impression,
    verdict: impression.verdict,
    tier: impression.tier,
    sentence: impression.sentence,
    lift: lift(log_odds, log_odds - 0.6, log_odds + 0.6),
    stranger_lift: 0,
    top_cause: impression.top_cause,
    kinds: [
      { kind: contributions.length > 0 ? "interest" : "run_of_network", probability: 0.8 },
      { kind: contributions.length > 0 ? "run_of_network" : "interest", probability: 0.2 },
    ],
    campaign: { campaign_id: "sample", impressions: 4, sites: 3, first_seen: before(2 * DAY) },
    contributions,
    counterfactuals: [],
    stated: [],
    behind: contributions.length > 0 ? behindCampingAd(words) : NOBODY,
    observed_since: before(9 * DAY),
    model_id: "sample",
    fidelity: 0,
    caveats: [words.caveat],
  };
}

const NOBODY: Behind = { advertisers: [], deliverers: [], links: [], told: [], sellers: [], consents: [] };

function behindCampingAd({ company, ads }: Words): Behind {
  return {
    ...NOBODY,
    advertisers: [{ source: "link", domain: ads[0]?.advertiser ?? "", name: "" }],
    deliverers: [{ company, roles: ["bidder"], domains: ["adcompany.example"] }],
  };
}

function whatIf(ad: ImpressionSummary, words: Words): WhatIfResponse {
  const side = { verdict: ad.verdict, tier: ad.tier, sentence: ad.sentence, top_cause: ad.top_cause };
  return {
    impression_id: ad.id,
    label: words.camping,
    sentence: words.without,
    tier: "modelled",
    before: { ...side, lift: lift(1.11, 0.5, 1.7) },
    after: { ...side, verdict: "about_everyone", top_cause: null, lift: lift(0, -0.3, 0.3) },
  };
}

function alternatives(
  id: string,
  { cause }: ContributionItem,
  ads: ImpressionSummary[],
  words: Words,
): AlternativesResponse {
  const label = words.camping;
  const gaining = ads.slice(1, 2).map((ad) => ({ ...ad, impression_id: ad.id, share: 0.2, share_without: 0.43 }));
  return {
    impression_id: id,
    tier: "modelled",
    smallest_change: {
      causes: [cause],
      label,
      sentence: words.changed,
      verdict: "about_everyone",
      actionable: true,
    },
    instead: { label, sentence: words.instead, share: 0.62, share_without: 0.27, ads: gaining },
  };
}
