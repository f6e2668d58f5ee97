// Straight answers to what a person suspects, computed from what the explanation holds and from nothing else.
import type { CompanyLinkItem, ContributionItem, EvidenceItem, Explanation, Tier } from "../../contract/payloads";
import type { Strings } from "../strings";
import { factorMark, mayBeNothing } from "./figures";
import { isolated } from "./isolate";
import { moment } from "./times";
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
export const HARDLY = Math.log(1.15);
const SEARCH = "search_query";
const SHOP_SOURCES: readonly string[] = ["purchase_intent", "advertiser_visit"];
const ADDRESS_HOWS: readonly CompanyLinkItem["how"][] = ["hashed_email", "hashed_phone"];

/** What is offered below a suspicion: the searches or sites that stand behind any cause of this ad. */
export function choicesFor(kind: SuspicionKind, { contributions, impression }: Explanation): string[] {
  const evidence = contributions.flatMap((one) => one.evidence);
  if (kind === "search") return distinct(evidence.filter(isSearch).map(searched));
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
  const asked = choice?.trim() || null;
  if (kind === "voice") return aboutVoice(explanation, strings);
  if (kind === "email") return aboutEmail(explanation, strings);
  if (kind === "place") return found(ofKind(contributions, "place_time_device"), suspicion.noPlace, strings);
  if (kind === "page") return found(ofKind(contributions, "page_context"), suspicion.noPage, strings);
  if (kind === "search") {
    const isMeant = (item: EvidenceItem) => isSearch(item) && (asked === null || hasWords(searched(item), asked));
    return found(behind(contributions, isMeant), suspicion.noSearch, strings);
  }
  const site = asked && siteIn(asked);
  const isMeant = (domain: string) => !site || site === domain || site.endsWith(`.${domain}`);
  const isThere = ({ domain }: EvidenceItem) => isMeant(domain);
  const visited = contributions.filter(({ cause }) => cause.kind === "retargeting" && isMeant(cause.id));
  return found(
    [...visited.map((one) => ({ one, evidence: one.evidence })), ...behind(without(contributions, visited), isThere)],
    suspicion.noSite,
    strings,
  );
}

/** The site meant by an address as people type it: `https://www.tents.example/` is `tents.example`. */
export function siteIn(text: string): string {
  const address = /^https?:/iu.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./u, "") : text.toLowerCase();
}

const isSearch = ({ source }: EvidenceItem): boolean => source === SEARCH;
const searched = ({ search_query, title }: EvidenceItem): string => search_query ?? title;

function hasWords(text: string, words: string): boolean {
  const lower = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => lower.includes(word));
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
  const label = strings.quoted(isolated(one.cause.label, 60));
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

/** Where a hash of the address was seen going, and whether a platform names a list of the advertiser's. */
function aboutEmail({ behind, stated }: Explanation, { aboutYou, behind: words, locale }: Strings): SuspicionAnswer {
  const { suspicion } = aboutYou;
  const seen = behind.links.filter(({ how }) => ADDRESS_HOWS.includes(how));
  const sent = seen.map((link) => {
    const sentence = `${words.links.told[link.how](isolated(link.told_by, 60), isolated(link.told, 60))} `;
    return sentence + words.links.where(isolated(link.site, 60), moment(link.time, new Date(), locale));
  });
  const list = stated.find(({ kind }) => kind === "advertiser_list");
  if (list)
    return { verdict: "partly", tier: "stated", sentences: [isolated(list.detail, 300), suspicion.listed], visits: [] };
  if (seen.length === 0)
    return { verdict: "cannot_tell", tier: "unknown", sentences: [suspicion.emailUnseen], visits: [] };
  const isBehind = seen.some(({ in_delivery }) => in_delivery);
  return {
    verdict: isBehind ? "partly" : "cannot_tell",
    tier: "measured",
    sentences: [...sent.map((one) => `${one}.`), isBehind ? suspicion.emailBehind : suspicion.emailElsewhere],
    visits: [],
  };
}

/** Nobody can see a microphone from here; what was seen instead is the honest answer. */
function aboutVoice({ top_cause, contributions, tier }: Explanation, strings: Strings): SuspicionAnswer {
  const { suspicion } = strings.aboutYou;
  const top = contributions.find(({ cause }) => cause.kind === top_cause?.kind && cause.id === top_cause.id);
  const isTelling = top !== undefined && top.log_odds >= HARDLY;
  const other = isTelling
    ? suspicion.otherwise(strings.quoted(isolated(top.cause.label, 60)), factorMark(top.factor, strings.locale))
    : suspicion.otherwiseNothing;
  return {
    verdict: "cannot_tell",
    tier: isTelling ? tier : "unknown",
    sentences: [suspicion.voice, other],
    visits: isTelling ? visitsBehind(top.evidence) : [],
  };
}
