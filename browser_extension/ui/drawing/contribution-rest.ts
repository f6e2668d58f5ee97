// The parts must visibly add up to the whole: what the listed causes leave over gets a bar of its own.
import type { Explanation, Lift } from "../../contract/payloads";

const WORTH_SHOWING = Math.log(1.05); // below one part in twenty no bar could be seen

/** The whole: how much likelier than for a stranger, with its interval. */
export function totalLift({ lift, stranger_lift }: Explanation): Lift {
  const log_odds = lift.log_odds - stranger_lift;
  return { log_odds, low: lift.low - stranger_lift, high: lift.high - stranger_lift, factor: Math.exp(log_odds) };
}

/** What is left when the listed causes are taken from the whole, or null when it is too small to see. */
export function restOf(explanation: Explanation): Lift | null {
  const listed = explanation.contributions.reduce((sum, { log_odds }) => sum + log_odds, 0);
  const log_odds = totalLift(explanation).log_odds - listed;
  if (Math.abs(log_odds) < WORTH_SHOWING) return null;
  return { log_odds, low: log_odds, high: log_odds, factor: Math.exp(log_odds) };
}
