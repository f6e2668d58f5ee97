import { expect, test } from "vitest";
import { outageAfter, outageWorthTelling } from "../../store/service-state";

const NINE = new Date("2026-11-02T09:00:00Z");
const TEN = new Date("2026-11-02T10:00:00Z");
const OVER = { since: "2026-11-02T09:00:00.000Z", until: "2026-11-02T10:00:00.000Z" };

test("an outage begins when the service is first missed and ends when it answers", () => {
  const begun = outageAfter(null, "service_down", NINE);

  expect(begun).toEqual({ ...OVER, until: null });
  expect(outageAfter(begun, "service_down", TEN)).toEqual(begun);
  expect(outageAfter(begun, "recording", TEN)).toEqual(OVER);
});

test("a service that answers leaves the last outage as it was", () => {
  expect(outageAfter(OVER, "recording", TEN)).toEqual(OVER);
  expect(outageAfter(null, "recording", TEN)).toBeNull();
});

test("an outage that is over is told for an hour, one that lasts until it ends", () => {
  expect(outageWorthTelling(OVER, new Date("2026-11-02T10:59:00Z"))).toEqual(OVER);
  expect(outageWorthTelling(OVER, new Date("2026-11-02T11:01:00Z"))).toBeNull();
  expect(outageWorthTelling({ ...OVER, until: null }, new Date("2026-11-09T00:00:00Z"))).not.toBeNull();
});
