// How a contribution in log odds is written and spoken: as a factor, never as a bare number.
import type { Lift } from "../../contract/payloads";
import { LIMIT } from "../drawing/bar-geometry";
import type { Strings } from "../strings";

/** Factors within this distance of 1 read as "no difference": one part in twenty, well below any interval we show. */
const SAME_WITHIN = 0.05;

const isSame = (factor: number): boolean => Math.abs(factor - 1) <= SAME_WITHIN;

/** "4.1", "0.8", "12": two significant digits, since the interval is never narrower than that. */
export function factorNumber(factor: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(factor);
}

export function factorMark(factor: number, locale: string): string {
  return `×${factorNumber(isSame(factor) ? 1 : factor, locale)}`;
}

/** "57 %": a share of a place, to the hundredth. */
export function shareWords(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent" }).format(share);
}

/** "between ×2.2 and ×6.7": the 90 % interval of a bar. */
export function intervalWords({ low, high }: Pick<Lift, "low" | "high">, why: Strings["why"], locale: string): string {
  const end = (logOdds: number) => endWords(logOdds, why, (factor) => factorMark(factor, locale));
  return why.interval(end(low), end(high));
}

/** An end of an interval: the drawing stops at one in a thousand as well, and nobody could tell beyond. */
function endWords(logOdds: number, why: Strings["why"], written: (factor: number) => string): string {
  if (logOdds > LIMIT) return why.over(written(Math.exp(LIMIT)));
  return logOdds < -LIMIT ? why.under(written(Math.exp(-LIMIT))) : written(Math.exp(logOdds));
}

/** Whether the interval leaves room for no effect at all. */
export function mayBeNothing(lift: Pick<Lift, "low" | "high">): boolean {
  return lift.low < 0 && lift.high > 0;
}

/** What a screen reader says for a bar: label, effect and interval in words. */
export function spokenLift(label: string, lift: Lift, strings: Strings): string {
  const { why, locale } = strings;
  const effect = isSame(lift.factor) ? why.same : why.times(factorNumber(lift.factor, locale));
  const end = (logOdds: number) => endWords(logOdds, why, (factor) => factorNumber(factor, locale));
  const range = why.range(end(lift.low), end(lift.high));
  return why.spoken(label, effect, range);
}
