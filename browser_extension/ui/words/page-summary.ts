// "5 ads: 2 about you, 1 about this page, 2 probably not about you".
import type { ImpressionSummary, Verdict } from "../../contract/payloads";
import type { Strings } from "../strings";

const SPOKEN_FIRST = ["about_you", "about_the_page", "about_the_moment"] as const;
const QUIET: readonly Verdict[] = ["about_everyone", "not_enough_evidence"];

/** Whether Whyad names no reason: such a card stays calm. */
export const isQuiet = (verdict: Verdict): boolean => QUIET.includes(verdict);

/**
 * How many of the ads about the person may name a wrong reason, by the probabilities that were told with them; null
 * below one. A single answer may well be right; of hundreds a day some are not, and that is said.
 */
export function wrongToExpect(ads: readonly ImpressionSummary[]): { wrong: number; of: number } | null {
  const named = ads.filter(({ verdict, top_cause }) => verdict === "about_you" && top_cause);
  const wrong = Math.round(named.reduce((sum, { top_cause }) => sum + 1 - (top_cause?.probability ?? 1), 0));
  return wrong > 0 ? { wrong, of: named.length } : null;
}

export function pageSummary(ads: readonly ImpressionSummary[], strings: Strings): string {
  const words = strings.panel.summaryPart;
  const parts = SPOKEN_FIRST.flatMap((verdict) => {
    const n = ads.filter((ad) => ad.verdict === verdict).length;
    return n > 0 ? [words[verdict](n)] : [];
  });
  const quiet = ads.filter((ad) => isQuiet(ad.verdict)).length;
  if (quiet > 0) parts.push(words.quiet(quiet));
  return strings.panel.summary(ads.length, parts);
}
