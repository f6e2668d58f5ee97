// What can be taken away from an explanation, one by one or together.
import type { Explanation, WithoutItem } from "../../contract/payloads";
import type { Strings } from "../strings";
import { isolated } from "./isolate";
import { sitesOf, visitsBehind } from "./visits-behind";

export interface Part {
  key: string;
  name: string;
  item: WithoutItem;
}

const MAX_SITES = 3;
const MAX_COMPANIES = 3;
const DAYS = 7;

/** The causes, the sites and companies met most often behind them, and the last week. */
export function partsOf({ contributions }: Explanation, { counterfactual, causeKind }: Strings): Part[] {
  const evidence = contributions.flatMap((one) => one.evidence);
  const companies = contributions.flatMap(({ knowers }) => knowers.map(({ company }) => company));
  const causes = contributions.map(({ cause }) => ({
    name: `${isolated(cause.label, 60)} (${causeKind[cause.kind]})`,
    item: { kind: "cause", cause_kind: cause.kind, id: cause.id } as const,
  }));
  const sites = sitesOf(visitsBehind(evidence)).slice(0, MAX_SITES);
  return [
    ...causes,
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

function mostOften(names: readonly string[], count: number): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([name]) => name);
}
