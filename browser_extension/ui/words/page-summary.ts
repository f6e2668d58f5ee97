// "5 ads: 2 about you, 1 about this page, 2 probably not about you".
import type { ImpressionSummary, Verdict } from "../../contract/payloads";
import type { Strings } from "../strings";

const SPOKEN_FIRST = ["about_you", "about_the_page", "about_the_moment"] as const;
const QUIET: readonly Verdict[] = ["about_everyone", "not_enough_evidence"];

/** Whether Whyad names no reason: such a card stays calm. */
export const isQuiet = (verdict: Verdict): boolean => QUIET.includes(verdict);

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
