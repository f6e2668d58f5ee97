// Signed bars on one log scale: a bar from "no difference" to the contribution, a whisker over its interval.
// Positions are percentages of the drawing's width, so that bars follow the panel without being measured.

export interface Extent {
  log_odds: number;
  low: number;
  high: number;
}
export interface Scale {
  low: number;
  high: number;
}
export interface Bar {
  zero: number;
  start: number;
  width: number;
  whiskerStart: number;
  whiskerEnd: number;
  isTowards: boolean;
}
export interface Tick {
  position: number;
  label: string;
}

const MIN_SPAN = Math.log(4); // so that a lone ×1.1 does not fill the whole width
const PADDING = 0.06; // share of the span left free at each end: room for whisker ends and the zero line
export const LIMIT = Math.log(1000); // an interval beyond this would squeeze all other bars to nothing
const MIN_TICK_DISTANCE = 14; // per cent; closer labels touch at 320 px
const TICK_MARGIN = 4; // per cent; nearer to an end half a label would stick out
const TICKS: readonly [factor: number, label: string][] = [
  [1, "×1"],
  [4, "×4"],
  [1 / 4, "×¼"],
  [2, "×2"],
  [1 / 2, "×½"],
  [16, "×16"],
  [1 / 16, "×¹⁄₁₆"],
  [8, "×8"],
  [1 / 8, "×⅛"],
  [64, "×64"],
  [1 / 64, "×¹⁄₆₄"],
  [256, "×256"],
];

const within = (value: number): number => Math.max(-LIMIT, Math.min(LIMIT, Number.isFinite(value) ? value : 0));

/** One scale for all bars of an ad, always with "no difference" inside it. */
export function sharedScale(extents: readonly Extent[]): Scale {
  const ends = extents.flatMap(({ low, high, log_odds }) => [within(low), within(high), within(log_odds)]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const missing = Math.max(0, MIN_SPAN - (high - low));
  // Spare room goes to the side that has bars: an ad nothing speaks against keeps its zero line at the left.
  const [spareLow, spareHigh] = high >= -low ? [0, missing] : [missing, 0];
  const padding = PADDING * (high - low + missing);
  return { low: low - spareLow - padding, high: high + spareHigh + padding };
}

export function positionOf(logOdds: number, scale: Scale): number {
  return (100 * (within(logOdds) - scale.low)) / (scale.high - scale.low);
}

export function barOf(extent: Extent, scale: Scale): Bar {
  const zero = positionOf(0, scale);
  const end = positionOf(extent.log_odds, scale);
  return {
    zero,
    start: Math.min(zero, end),
    width: Math.abs(end - zero),
    whiskerStart: positionOf(extent.low, scale),
    whiskerEnd: positionOf(extent.high, scale),
    isTowards: extent.log_odds >= 0,
  };
}

/** Labelled factors inside the scale, the roundest first, none too close to another. */
export function ticksOf(scale: Scale): Tick[] {
  const ticks: Tick[] = [];
  for (const [factor, label] of TICKS) {
    const logOdds = Math.log(factor);
    const position = positionOf(logOdds, scale);
    if (logOdds !== 0 && (position < TICK_MARGIN || position > 100 - TICK_MARGIN)) continue;
    if (ticks.every((tick) => Math.abs(tick.position - position) >= MIN_TICK_DISTANCE)) ticks.push({ position, label });
  }
  return ticks.sort((a, b) => a.position - b.position);
}
