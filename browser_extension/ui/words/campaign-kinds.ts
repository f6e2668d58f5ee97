// Probabilities of kinds of campaign in words people use: "about 8 in 10", never "0.78".
import type { Explanation } from "../../contract/payloads";
import type { Strings } from "../strings";

const RARE_BELOW = 0.05; // rounds to 0 in 10, which would wrongly read as impossible
const ALMOST_SURE_FROM = 0.95; // rounds to 10 in 10, which would wrongly read as certain

export interface KindLine {
  kind: string;
  name: string;
  probability: number;
  words: string;
}

/** Kinds worth a line, likeliest first, and the names of the rest. */
export function campaignKinds(kinds: Explanation["kinds"], strings: Strings): { lines: KindLine[]; rest: string[] } {
  const sorted = [...kinds].sort((a, b) => b.probability - a.probability);
  const nameOf = (kind: string): string => strings.campaignKind[kind] ?? kind.replaceAll("_", " ");
  const lines = sorted
    .filter(({ probability }) => probability >= RARE_BELOW)
    .map(({ kind, probability }) => ({ kind, name: nameOf(kind), probability, words: inTen(probability, strings) }));
  return { lines, rest: sorted.filter(({ probability }) => probability < RARE_BELOW).map(({ kind }) => nameOf(kind)) };
}

function inTen(probability: number, { campaign }: Strings): string {
  if (probability >= ALMOST_SURE_FROM) return campaign.almostSure;
  return campaign.inTen(Math.max(1, Math.round(probability * 10)));
}
