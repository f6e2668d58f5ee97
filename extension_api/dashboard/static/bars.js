// Signed bars on one log scale: from "no difference" to the contribution, with a whisker over its interval.
import { el, svg } from "./dom.js";
import { factor, words } from "./words.js";

const HEIGHT = 18; // px
const MIDDLE = HEIGHT / 2;
const CAP = 4; // px: half the height of a whisker's end
const MIN_SPAN = Math.log(4); // so that a lone ×1.1 does not fill the whole width
const PADDING = 0.05; // share of the span left free at each end
const LIMIT = Math.log(1000); // an interval beyond this would squeeze all other bars to nothing
const MIN_TICK_DISTANCE = 12; // per cent; closer labels touch on a narrow screen
const TICKS = [[1, "×1"], [4, "×4"], [1 / 4, "×¼"], [2, "×2"], [1 / 2, "×½"], [16, "×16"], [1 / 16, "×¹⁄₁₆"], [8, "×8"], [1 / 8, "×⅛"],
  [64, "×64"], [1 / 64, "×¹⁄₆₄"], [256, "×256"]];

const within = (value) => Math.max(-LIMIT, Math.min(LIMIT, value));
const pc = (value) => `${value.toFixed(2)}%`;

/** One scale for all bars of an ad, always with "no difference" inside it. */
export function sharedScale(extents) {
  const ends = extents.flatMap(({ low, high, log_odds }) => [within(low), within(high), within(log_odds)]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const missing = Math.max(0, MIN_SPAN - (high - low));
  const padding = PADDING * (high - low + missing);
  return { low: low - (high >= -low ? 0 : missing) - padding, high: high + (high >= -low ? missing : 0) + padding };
}

/** A bar with its whisker; `spoken` says the same to who does not see it. */
export function bar(lift, scale, { spoken, tone = "cause" }) {
  const at = (value) => (100 * (within(value) - scale.low)) / (scale.high - scale.low);
  const [zero, end] = [at(0), at(lift.log_odds)];
  const direction = lift.log_odds >= 0 ? "towards" : "away";
  return svg("svg", { class: "bar", width: "100%", height: HEIGHT, role: "img", "aria-label": spoken },
    ...ticks(scale, at).map(({ position }) => svg("line", { class: "bar__grid", x1: pc(position), x2: pc(position), y1: 0, y2: HEIGHT })),
    svg("rect", { class: `bar__fill bar__fill--${tone} bar__fill--${direction}`, x: pc(Math.min(zero, end)), width: pc(Math.abs(end - zero)), y: 4, height: HEIGHT - 8, rx: 1 }),
    svg("line", { class: "bar__zero", x1: pc(zero), x2: pc(zero), y1: 0, y2: HEIGHT }),
    lift.high > lift.low && whisker(pc(at(lift.low)), pc(at(lift.high))),
  );
}

/** Factors along the top, and what the two directions mean. Every bar speaks for itself, so this is for eyes only. */
export function axis(scale) {
  const at = (value) => (100 * (within(value) - scale.low)) / (scale.high - scale.low);
  const marks = ticks(scale, at).map(({ position, label }) => {
    const mark = el("span", {}, label);
    mark.style.left = pc(position);
    return mark;
  });
  return el("div", { class: "axis", "aria-hidden": "true" },
    el("div", { class: "axis__words small soft" }, el("span", {}, at(0) > 20 ? `← ${words.why.lessLikely}` : ""), el("span", {}, `${words.why.likelier} →`)),
    el("div", { class: "axis__ticks figure" }, ...marks));
}

/** "between ×2.2 and ×6.7". */
export const intervalOf = ({ low, high }) => words.why.interval(endOf(low), endOf(high));

/** An end of an interval; nobody could tell beyond one in a thousand. */
function endOf(logOdds) {
  if (logOdds > LIMIT) return words.why.over(factor(Math.exp(LIMIT)));
  return logOdds < -LIMIT ? words.why.under(factor(Math.exp(-LIMIT))) : factor(Math.exp(logOdds));
}

/** What a screen reader says for a bar. */
export function spokenLift(label, lift) {
  return `${label}: ${factor(lift.factor)}, ${intervalOf(lift)}`;
}

function ticks(scale, at) {
  const chosen = [];
  for (const [value, label] of TICKS) {
    const logOdds = Math.log(value);
    const position = at(logOdds);
    const isInside = logOdds >= scale.low && logOdds <= scale.high;
    if (isInside && chosen.every((tick) => Math.abs(tick.position - position) >= MIN_TICK_DISTANCE)) chosen.push({ position, label });
  }
  return chosen;
}

function whisker(from, to) {
  return svg("g", { class: "bar__whisker" },
    svg("line", { x1: from, x2: to, y1: MIDDLE, y2: MIDDLE }),
    svg("line", { x1: from, x2: from, y1: MIDDLE - CAP, y2: MIDDLE + CAP }),
    svg("line", { x1: to, x2: to, y1: MIDDLE - CAP, y2: MIDDLE + CAP }));
}
