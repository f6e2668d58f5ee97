import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { newEventId } from "../../capture/event-id";
import type { CaptureEvent, VisitEvent } from "../../contract/payloads";
import {
  enqueue,
  forgetQueued,
  MAX_BATCH,
  offerBatch,
  queuedCount,
  removeFromOutbox,
  updateVisibleSeconds,
} from "../../outbox";
import { closeDatabase } from "../../store/database";
import { getSetting, setSetting } from "../../store/settings";
import { aContact, anImpression, aVisit, PAIRING } from "../builders";

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await setSetting("pairing", PAIRING);
});

const ENOUGH = { events: 1000, characters: 1e9 };
const nothing = async () => undefined;

async function queuedIds(): Promise<string[]> {
  return (await offerBatch()).map(({ event }) => event.id);
}

test("events leave in the order in which they came", async () => {
  await enqueue([aVisit("v1")]);
  await enqueue([aContact("c1"), anImpression("a1")]);
  expect(await queuedIds()).toEqual(["v1", "c1", "a1"]);
});

test("an event is on the disk before it counts as kept", async () => {
  const opened = vi.spyOn(IDBDatabase.prototype, "transaction");
  await enqueue([aVisit("v1")]);
  expect(opened.mock.calls).toEqual([[expect.arrayContaining(["outbox"]), "readwrite", { durability: "strict" }]]);
});

test("an event that waits already is not kept twice", async () => {
  await enqueue([aVisit("v1"), aVisit("v1")]);
  await enqueue([aVisit("v1")]);
  expect(await queuedIds()).toEqual(["v1"]);
});

test("what was taken is forgotten, the rest waits on", async () => {
  await enqueue([aVisit("v1"), aVisit("v2"), aVisit("v3")]);
  const batch = await offerBatch();
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
    nothing,
    { ...ENOUGH, events: 3 },
  );
  await enqueue([aVisit("v4"), aVisit("v5")], nothing, { ...ENOUGH, events: 3 });
  expect(await queuedIds()).toEqual(["v3", "v4", "v5"]);
  expect(await getSetting("dropped")).toBe(2);
});

test("a request holds no more than the service takes", async () => {
  await enqueue(Array.from({ length: MAX_BATCH + 20 }, (_, number) => aVisit(`v${number}`)));
  expect(await offerBatch()).toHaveLength(MAX_BATCH);
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
  const [queued] = await offerBatch();
  expect(queued?.event).toMatchObject({ visible_seconds: 4 });
});

test("what is forgotten is never sent", async () => {
  await enqueue([aVisit("v1"), aVisit("v2"), anImpression("a1")]);
  await forgetQueued((event: CaptureEvent) => event.id === "v1");
  expect(await queuedIds()).toEqual(["v2", "a1"]);
});

test("what waits is limited by its length too", async () => {
  const size = JSON.stringify(aVisit("v1")).length;
  for (const id of ["v1", "v2", "v3"]) await enqueue([aVisit(id)], nothing, { ...ENOUGH, characters: 2 * size });
  expect(await queuedIds()).toEqual(["v2", "v3"]);
  expect([await getSetting("dropped"), await getSetting("queued_characters")]).toEqual([1, 2 * size]);
});

test("the length of what waits is known after sending and forgetting", async () => {
  await enqueue([aVisit("v1"), aVisit("v2"), aVisit("v3")]);
  await removeFromOutbox((await offerBatch()).slice(0, 1).map(({ position }) => position));
  await forgetQueued(({ id }) => id === "v2");
  expect(await getSetting("queued_characters")).toBe(JSON.stringify(aVisit("v3")).length);
});

test("an ad that was offered is not changed any more: the service may hold it although its answer was lost", async () => {
  await enqueue([anImpression("a1")]);
  await offerBatch();
  await updateVisibleSeconds("a1", 9);
  expect((await offerBatch())[0]?.event).toMatchObject({ visible_seconds: 0.3 });
});

test("seconds that grow at the very moment an ad is offered leave the ad as it was offered, or reach it before", async () => {
  await enqueue([anImpression("a1")]);
  const [offered] = await Promise.all([offerBatch(), updateVisibleSeconds("a1", 9)]);
  expect(await offerBatch()).toEqual(offered);
});

test("what is written beside an event is there with it or not at all", async () => {
  const failing = async () => {
    throw new DOMException("stopped here", "AbortError");
  };
  await expect(enqueue([aVisit("v1")], failing)).rejects.toThrow("stopped here");
  await enqueue([aVisit("v2")]);
  expect(await queuedIds()).toEqual(["v2"]);
});

test("a full disk costs the oldest events and never the newest, and the loss is counted", async () => {
  await enqueue(Array.from({ length: 20 }, (_, number) => aVisit(`v${number}`)));
  const add = vi.spyOn(IDBObjectStore.prototype, "add");
  add.mockImplementationOnce(() => {
    throw new DOMException("the disk is full", "QuotaExceededError");
  });
  await enqueue([aVisit("newest")]);
  const ids = await queuedIds();
  expect([ids[0], ids.at(-1), ids.length]).toEqual(["v2", "newest", 19]);
  expect(await getSetting("dropped")).toBe(2);
});

test("where even that makes no room, the loss is counted and recording goes on", async () => {
  const add = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("the disk is full", "QuotaExceededError");
  });
  await enqueue([aVisit("v1"), aVisit("v2")]);
  expect(await getSetting("dropped")).toBe(2);
  add.mockRestore();
  await enqueue([aVisit("v3")]);
  expect(await queuedIds()).toEqual(["v3"]);
});

test("a clock that is put back or forward changes neither order nor number", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-02T12:00:00Z") });
  const ids = ["2026-11-02", "2031-01-01", "1999-12-31", "2026-11-03"].map((day) => {
    vi.setSystemTime(Date.parse(`${day}T00:00:00Z`));
    return newEventId();
  });
  vi.useRealTimers();
  for (const id of ids) await enqueue([aVisit(id)]);
  expect(await queuedIds()).toEqual(ids);
  expect(new Set(ids).size).toBe(4);
});
