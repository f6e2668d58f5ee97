// Straight answers to what a person suspects, computed from what the explanation holds and from nothing else.
import type { ContributionItem, EvidenceItem, Explanation, KnowerItem, Tier } from "../../contract/payloads";
import type { Strings } from "../strings";
import { factorMark, mayBeNothing } from "./figures";
import { isolated } from "./isolate";
import { type VisitBehind, visitsBehind } from "./visits-behind";

export const SUSPICIONS = ["search", "shop", "email", "place", "page", "voice"] as const;
export type SuspicionKind = (typeof SUSPICIONS)[number];
export type SuspicionVerdict = "yes" | "partly" | "no" | "cannot_tell";

export interface SuspicionAnswer {
  verdict: SuspicionVerdict;
  tier: Tier;
  sentences: string[];
  visits: VisitBehind[];
}

/** Less than this, and a cause is not worth a word; the service draws the same line. */
const HARDLY = Math.log(1.15);
const SEARCH = "search_query";
const SHOP_SOURCES: readonly string[] = ["purchase_intent", "advertiser_visit"];
const ADDRESS_HOWS: readonly string[] = ["hashed_email", "hashed_phone"];

/** What can be picked below a suspicion: the searches or sites that stand behind any cause of this ad. */
export function choicesFor(kind: SuspicionKind, { contributions, impression }: Explanation): string[] {
  const evidence = contributions.flatMap((one) => one.evidence);
  if (kind === "search") return distinct(evidence.filter(({ source }) => source === SEARCH).map(({ title }) => title));
  if (kind !== "shop") return [];
  const visited = contributions.filter(({ cause }) => cause.kind === "retargeting").map(({ cause }) => cause.id);
  const shops = evidence.filter(({ source }) => SHOP_SOURCES.includes(source)).map(({ domain }) => domain);
  return distinct([...visited, ...shops, ...impression.adomain, ...evidence.map(({ domain }) => domain)]);
}

export function answerTo(
  kind: SuspicionKind,
  choice: string | null,
  explanation: Explanation,
  strings: Strings,
): SuspicionAnswer {
  const { suspicion } = strings.aboutYou;
  const { contributions } = explanation;
  if (kind === "voice") return aboutVoice(explanation, strings);
  if (kind === "email") return aboutEmail(contributions, strings);
  if (kind === "place") return found(ofKind(contributions, "place_time_device"), suspicion.noPlace, strings);
  if (kind === "page") return found(ofKind(contributions, "page_context"), suspicion.noPage, strings);
  if (kind === "search") {
    const isMeant = (item: EvidenceItem) => item.source === SEARCH && (choice === null || item.title === choice);
    return found(behind(contributions, isMeant), suspicion.noSearch, strings);
  }
  const isThere = (item: EvidenceItem) => choice === null || item.domain === choice;
  const visited = contributions.filter(
    ({ cause }) => cause.kind === "retargeting" && (choice === null || cause.id === choice),
  );
  return found(
    [...visited.map((one) => ({ one, evidence: one.evidence })), ...behind(without(contributions, visited), isThere)],
    suspicion.noSite,
    strings,
  );
}

interface Clue {
  one: ContributionItem;
  /** The part of the cause's evidence that the suspicion is about. */
  evidence: readonly EvidenceItem[];
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts.filter((text) => text !== ""))];

const without = (all: readonly ContributionItem[], some: readonly ContributionItem[]): ContributionItem[] =>
  all.filter((one) => !some.includes(one));

const ofKind = (contributions: readonly ContributionItem[], kind: ContributionItem["cause"]["kind"]): Clue[] =>
  contributions.filter(({ cause }) => cause.kind === kind).map((one) => ({ one, evidence: one.evidence }));

function behind(contributions: readonly ContributionItem[], isMeant: (item: EvidenceItem) => boolean): Clue[] {
  return contributions
    .map((one) => ({ one, evidence: one.evidence.filter(isMeant) }))
    .filter(({ evidence }) => evidence.length > 0);
}

/** The answer from the strongest cause that the suspicion is part of. */
function found(clues: readonly Clue[], none: string, strings: Strings): SuspicionAnswer {
  const [best] = [...clues].sort((a, b) => b.one.log_odds - a.one.log_odds);
  if (!best) return { verdict: "no", tier: "measured", sentences: [none], visits: [] };
  const { one, evidence } = best;
  return { ...weighed(one, strings), tier: one.tier, visits: visitsBehind(evidence) };
}

function weighed(one: ContributionItem, strings: Strings): Pick<SuspicionAnswer, "verdict" | "sentences"> {
  const { suspicion } = strings.aboutYou;
  const label = `“${isolated(one.cause.label, 60)}”`;
  if (one.log_odds < HARDLY) return { verdict: "no", sentences: [suspicion.clueNothing(label)] };
  const clue = suspicion.clue(label, factorMark(one.factor, strings.locale), intervalPair(one, strings));
  const doubt = mayBeNothing(one) ? suspicion.unsure : "";
  const isOutOfReach = one.reach === "unreachable";
  const reach = isOutOfReach
    ? suspicion.outOfReach
    : one.knowers.some(({ in_delivery }) => in_delivery)
      ? suspicion.inReach
      : "";
  const verdict = doubt !== "" || isOutOfReach ? "partly" : "yes";
  return { verdict, sentences: [clue, doubt, reach].filter(Boolean) };
}

function intervalPair({ low, high }: ContributionItem, { locale, aboutYou }: Strings): string {
  return aboutYou.suspicion.pair(factorMark(Math.exp(low), locale), factorMark(Math.exp(high), locale));
}

function aboutEmail(contributions: readonly ContributionItem[], { aboutYou }: Strings): SuspicionAnswer {
  const told = (knower: KnowerItem) => ADDRESS_HOWS.includes(knower.how);
  const clues = contributions.filter(({ knowers }) => knowers.some(told));
  const companies = distinct(
    clues.flatMap(({ knowers }) => knowers.filter(told).map(({ company }) => isolated(company, 60))),
  );
  const visits = visitsBehind(clues.flatMap((one) => one.evidence));
  if (companies.length === 0)
    return { verdict: "cannot_tell", tier: "unknown", sentences: [aboutYou.suspicion.emailUnseen], visits };
  return {
    verdict: "partly",
    tier: "measured",
    sentences: [aboutYou.suspicion.emailSent(companies.join(", "))],
    visits,
  };
}

/** Nobody can see a microphone from here; what was seen instead is the honest answer. */
function aboutVoice({ top_cause, contributions, tier }: Explanation, strings: Strings): SuspicionAnswer {
  const { suspicion } = strings.aboutYou;
  const top = contributions.find(({ cause }) => cause.kind === top_cause?.kind && cause.id === top_cause.id);
  const isTelling = top !== undefined && top.log_odds >= HARDLY;
  const other = isTelling
    ? suspicion.otherwise(`“${isolated(top.cause.label, 60)}”`, factorMark(top.factor, strings.locale))
    : suspicion.otherwiseNothing;
  return {
    verdict: "cannot_tell",
    tier: isTelling ? tier : "unknown",
    sentences: [suspicion.voice, other],
    visits: isTelling ? visitsBehind(top.evidence) : [],
  };
}
