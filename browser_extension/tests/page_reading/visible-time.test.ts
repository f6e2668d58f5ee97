import { expect, test } from "vitest";
import { VisibleTime, isMostlyVisible } from "../../page_reading/visible-time";

const entry = (ratio: number, width: number, height: number) =>
  ({ intersectionRatio: ratio, boundingClientRect: { width, height } }) as unknown as IntersectionObserverEntry;

test("only the time on screen counts", () => {
  const time = new VisibleTime();
  time.update(true, 1000);
  time.update(false, 1500);
  time.update(true, 9000);
  expect(time.seconds(9250)).toBe(0.75);
});

test("half of an ad must be seen, a third of a very large one", () => {
  expect([entry(0.49, 300, 250), entry(0.5, 300, 250), entry(0.3, 970, 250)].map(isMostlyVisible)).toEqual([
    false,
    true,
    true,
  ]);
});
