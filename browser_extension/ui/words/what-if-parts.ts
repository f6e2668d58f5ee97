// What can be taken away from an explanation, one by one or together.
import type { ContributionItem, Explanation, WithoutItem } from "../../contract/payloads";
import type { Strings } from "../strings";
import { isolated } from "./isolate";
import { sitesOf, visitsBehind } from "./visits-behind";

export interface Part {
  key: string;
  name: string;
  item: WithoutItem;
}

type CauseItem = ContributionItem["cause"];

const MAX_VISITS = 3;
const MAX_SITES = 3;
const MAX_COMPANIES = 3;
const DAYS = 7;

/** The causes, the latest visits behind them, the sites and companies met most often, and the last week. */
export function partsOf({ contributions }: Explanation, { counterfactual, causeKind, proof }: Strings): Part[] {
  const evidence = contributions.flatMap(({ cause, evidence }) => (cause.kind === "page_context" ? [] : evidence));
  const visits = visitsBehind(evidence);
  const companies = contributions.flatMap(({ knowers }) => knowers.map(({ company }) => company));
  const causes = contributions
    .filter(({ cause }, place) => contributions.findIndex((other) => isSameThing(other.cause, cause)) === place)
    .map(({ cause }) => ({
      name: `${isolated(cause.label, 60)} (${kindsOf(cause, contributions).map((kind) => causeKind[kind]).join(", ")})`,
      item: isTrait(cause) ? ({ kind: "trait", id: cause.id } as const) : causeItem(cause),
    }));
  const sites = sitesOf(visits).slice(0, MAX_SITES);
  return [
    ...causes,
    ...visits.slice(0, MAX_VISITS).map(({ visit_id, title }) => ({
      name: counterfactual.visit(isolated(title || proof.untitled, 60)),
      item: { kind: "visit", id: visit_id } as const,
    })),
    ...sites.map((domain) => ({
      name: counterfactual.site(isolated(domain, 60)),
      item: { kind: "site", domain } as const,
    })),
    ...mostOften(companies, MAX_COMPANIES).map((name) => ({
      name: counterfactual.company(isolated(name, 60)),
      item: { kind: "company", name } as const,
    })),
    { name: counterfactual.lastDays(DAYS), item: { kind: "last_days", days: DAYS } as const },
  ].map((part) => ({ ...part, key: JSON.stringify(part.item) }));
}

type Contributions = Explanation["contributions"];

const causeItem = ({ kind, id }: CauseItem): WithoutItem => ({ kind: "cause", cause_kind: kind, id });

/** Reading about a topic and shopping around it are one thing about the person. */
const isTrait = ({ kind }: CauseItem): boolean => kind === "interest" || kind === "purchase_intent";

const isSameThing = (one: CauseItem, other: CauseItem): boolean =>
  one.id === other.id && (one.kind === other.kind || (isTrait(one) && isTrait(other)));

const kindsOf = (cause: CauseItem, contributions: Contributions): CauseItem["kind"][] =>
  contributions.filter((one) => isSameThing(one.cause, cause)).map((one) => one.cause.kind);

function mostOften(names: readonly string[], count: number): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([name]) => name);
}
