import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import type { CaptureEvent, VisitEvent } from "../../contract/payloads";
import {
  MAX_BATCH,
  enqueue,
  forgetQueued,
  nextBatch,
  queuedCount,
  removeFromOutbox,
  updateVisibleSeconds,
} from "../../outbox";
import { closeDatabase } from "../../store/database";
import { getSetting, setSetting } from "../../store/settings";
import { PAIRING, aContact, aVisit, anImpression } from "../builders";

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await setSetting("pairing", PAIRING);
});

async function queuedIds(): Promise<string[]> {
  return (await nextBatch()).map(({ event }) => event.id);
}

test("events leave in the order in which they came", async () => {
  await enqueue([aVisit("v1")]);
  await enqueue([aContact("c1"), anImpression("a1")]);
  expect(await queuedIds()).toEqual(["v1", "c1", "a1"]);
});

test("an event that waits already is not kept twice", async () => {
  await enqueue([aVisit("v1"), aVisit("v1")]);
  await enqueue([aVisit("v1")]);
  expect(await queuedIds()).toEqual(["v1"]);
});

test("what was taken is forgotten, the rest waits on", async () => {
  await enqueue([aVisit("v1"), aVisit("v2"), aVisit("v3")]);
  const batch = await nextBatch();
  await removeFromOutbox(batch.slice(0, 2).map(({ position }) => position));
  expect(await queuedIds()).toEqual(["v3"]);
});

test("events outlive the connection, as they outlive a stopped worker", async () => {
  await enqueue([aVisit("v1")]);
  await closeDatabase();
  expect(await queuedIds()).toEqual(["v1"]);
});

test("a full outbox gives up its oldest events and counts them", async () => {
  await enqueue(
    ["v1", "v2", "v3"].map((id) => aVisit(id)),
    3,
  );
  await enqueue([aVisit("v4"), aVisit("v5")], 3);
  expect(await queuedIds()).toEqual(["v3", "v4", "v5"]);
  expect(await getSetting("dropped")).toBe(2);
});

test("a request holds no more than the service takes", async () => {
  await enqueue(Array.from({ length: MAX_BATCH + 20 }, (_, number) => aVisit(`v${number}`)));
  expect(await nextBatch()).toHaveLength(MAX_BATCH);
  expect(await queuedCount()).toBe(MAX_BATCH + 20);
});

test("a request of long events is cut by its length, and a very long event goes alone", async () => {
  const long = (id: string): VisitEvent => ({ ...aVisit(id), description: "x".repeat(300_000) });
  await enqueue([long("v1"), long("v2")]);
  expect(await queuedIds()).toEqual(["v1"]);
});

test("the seconds on screen grow as long as the ad waits", async () => {
  await enqueue([anImpression("a1")]);
  await updateVisibleSeconds("a1", 4);
  await updateVisibleSeconds("a1", 1.5);
  await updateVisibleSeconds("not there", 9);
  const [queued] = await nextBatch();
  expect(queued?.event).toMatchObject({ visible_seconds: 4 });
});

test("what is forgotten is never sent", async () => {
  await enqueue([aVisit("v1"), aVisit("v2"), anImpression("a1")]);
  await forgetQueued((event: CaptureEvent) => event.id === "v1");
  expect(await queuedIds()).toEqual(["v2", "a1"]);
});
