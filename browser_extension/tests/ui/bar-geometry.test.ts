import { expect, test } from "vitest";
import { barOf, positionOf, sharedScale, ticksOf } from "../../ui/drawing/bar-geometry";
import { restOf, totalLift } from "../../ui/drawing/contribution-rest";
import { adShape } from "../../ui/drawing/ad-shape";
import { anExplanation, EXAMPLE } from "../../ui/preview/scenes";

const extent = (log_odds: number, low = log_odds, high = log_odds) => ({ log_odds, low, high });
const SYMMETRIC = { low: -2, high: 2 };

test("a cause that speaks for the ad grows to the right of the line, one against it to the left", () => {
  const towards = barOf(extent(1), SYMMETRIC);
  const away = barOf(extent(-1), SYMMETRIC);

  expect(towards).toMatchObject({ zero: 50, start: 50, width: 25, isTowards: true });
  expect(away).toMatchObject({ zero: 50, start: 25, width: 25, isTowards: false });
});

test("the whisker spans the interval, even across the line", () => {
  const bar = barOf(extent(0.5, -1, 2), SYMMETRIC);

  expect([bar.whiskerStart, bar.whiskerEnd]).toEqual([25, 100]);
});

test("all bars of the contract's example lie inside the drawing, on one scale", () => {
  const scale = sharedScale(EXAMPLE.contributions);

  for (const contribution of EXAMPLE.contributions) {
    const bar = barOf(contribution, scale);
    expect(Math.min(bar.start, bar.whiskerStart)).toBeGreaterThanOrEqual(0);
    expect(Math.max(bar.start + bar.width, bar.whiskerEnd)).toBeLessThanOrEqual(100);
  }
});

test("a lone weak cause does not fill the whole width", () => {
  const bar = barOf(extent(0.1), sharedScale([extent(0.1)]));

  expect(bar.width).toBeLessThan(10);
});

test("nothing to draw still gives a scale, and figures that are no numbers do not break it", () => {
  expect(ticksOf(sharedScale([])).map(({ label }) => label)).toContain("×1");
  expect(positionOf(Number.NaN, SYMMETRIC)).toBe(50);
  expect(barOf(extent(Number.POSITIVE_INFINITY), SYMMETRIC).start).toBe(50);
});

test("tick labels keep apart from each other and from the ends", () => {
  const positions = ticksOf({ low: -3, high: 6 }).map(({ position }) => position);

  for (const [index, position] of positions.entries()) {
    expect(position).toBeGreaterThan(3);
    expect(position).toBeLessThan(97);
    if (index > 0) expect(position - (positions[index - 1] ?? 0)).toBeGreaterThanOrEqual(14);
  }
});

test("what the listed causes leave over is shown, so that the bars add up to the whole", () => {
  const explanation = anExplanation({ stranger_lift: 0.1 });

  // 1.61 - 0.1 for the whole, 1.41 - 0.2 listed.
  expect(restOf(explanation)?.log_odds).toBeCloseTo(0.3);
  expect(totalLift(explanation).factor).toBeCloseTo(Math.exp(1.51));
});

test("a remainder too small to see gets no bar", () => {
  const [camping] = EXAMPLE.contributions;

  expect(restOf(anExplanation({ contributions: camping ? [{ ...camping, log_odds: 1.6 }] : [] }))).toBeNull();
});

test("the drawn box keeps the ad's proportions", () => {
  expect(adShape(300, 250)).toEqual({ width: 72, height: 60 });
  expect(adShape(160, 600)).toEqual({ width: 19, height: 72 });
  expect(adShape(728, 90)).toEqual({ width: 72, height: 9 });
});

test("an ad whose size is not known still gets a box", () => {
  expect(adShape(0, 0)).toEqual({ width: 72, height: 54 });
});
