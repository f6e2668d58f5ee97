// One visit is shown once, however many sources found something in it.
import type { EvidenceItem } from "../../contract/payloads";

export interface VisitBehind {
  visit_id: string;
  time: string;
  domain: string;
  title: string;
  sources: string[];
  words: string[];
}

/** The visits of some evidence, latest first, each with all its sources and words. */
export function visitsBehind(evidence: readonly EvidenceItem[]): VisitBehind[] {
  const byId = new Map<string, VisitBehind>();
  for (const item of evidence) {
    const visit = byId.get(item.visit_id) ?? { ...item, sources: [], words: [] };
    visit.sources = [...new Set([...visit.sources, item.source])];
    visit.words = [...new Set([...visit.words, ...item.words])];
    byId.set(item.visit_id, visit);
  }
  return [...byId.values()].sort((a, b) => b.time.localeCompare(a.time));
}

/** The sites of some visits, those with most visits first. */
export function sitesOf(visits: readonly VisitBehind[]): string[] {
  const counts = new Map<string, number>();
  for (const { domain } of visits) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([domain]) => domain);
}
