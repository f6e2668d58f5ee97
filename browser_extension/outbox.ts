// Captured events wait here until the service has acknowledged them. Strict durability: an event that was added
// survives a killed browser. Order is kept: a visit is always sent before its tracker contacts and its ads.
import type { IDBPTransaction } from "idb";
import type { AdImpressionEvent, CaptureEvent } from "./contract/payloads";
import { database, type Schema } from "./store/database";
import { countDropped } from "./store/settings";

/** Beyond one of these the oldest events are given up; about a month of browsing without the service. */
export const MAX_QUEUED = 50_000;
export const MAX_QUEUED_CHARACTERS = 50_000_000; // as JSON, a byte each but for letters beyond ASCII
/** The service takes no more than this in one request. */
export const MAX_BATCH = 500;
/** The service refuses bodies over 1 MiB; the rest is left for JSON around the events. */
export const MAX_BATCH_CHARACTERS = 400_000;
/** Share of what waits that is given up when the disk is full, so that the next event has room too. */
const GIVEN_UP_WHEN_FULL = 0.1;

const STRICT = { durability: "strict" } as const;
const STORES = ["outbox", "settings", "tabs", "contacts", "slots"] as const;
type Writing = IDBPTransaction<Schema, typeof STORES, "readwrite">;

export interface QueuedEvent {
  position: number;
  event: CaptureEvent;
}
export interface Limits {
  events: number;
  characters: number;
}
const LIMITS: Limits = { events: MAX_QUEUED, characters: MAX_QUEUED_CHARACTERS };

/**
 * Keep `events` in this order, and whatever `beside` writes with them: both or neither, should the browser end the
 * worker now. An event whose id is already waiting is left as it is. A browser that is not paired (perhaps since a
 * moment ago) keeps nothing. A full disk costs the oldest events, never the newest.
 */
export async function enqueue(
  events: readonly CaptureEvent[],
  beside: (writing: Writing) => Promise<unknown> = async () => undefined,
  limits: Limits = LIMITS,
): Promise<void> {
  try {
    await add(events, beside, limits);
  } catch (error) {
    if (!isFull(error)) throw error;
    await giveUpOldest();
    await add(events, beside, limits).catch((again: unknown) => countLost(again, events.length));
  }
}

async function add(
  events: readonly CaptureEvent[],
  beside: (writing: Writing) => Promise<unknown>,
  limits: Limits,
): Promise<void> {
  const writing = (await database()).transaction(STORES, "readwrite", STRICT);
  const whole = writing.done.then(
    () => null,
    () => writing.error, // a full disk shows here, and not in the request that filled it
  );
  try {
    const isPaired = Boolean(await writing.objectStore("settings").get("pairing"));
    if (isPaired) await writeAll(writing, events, limits);
    if (isPaired) await beside(writing);
  } catch (error) {
    if (writing.error === null) abort(writing);
    throw (await whole) ?? error;
  }
  const failure = await whole;
  if (failure !== null) throw failure;
}

function abort(writing: Writing): void {
  try {
    writing.abort();
  } catch {
    // it has ended already
  }
}

async function writeAll(writing: Writing, events: readonly CaptureEvent[], limits: Limits): Promise<void> {
  const [outbox, settings] = [writing.objectStore("outbox"), writing.objectStore("settings")];
  let count = await outbox.count();
  let characters = count === 0 ? 0 : Number((await settings.get("queued_characters")) ?? 0);
  for (const event of events) {
    if ((await outbox.index("by_event").getKey(event.id)) !== undefined) continue;
    const size = JSON.stringify(event).length;
    await outbox.add({ event, size });
    count += 1;
    characters += size;
  }
  let dropped = 0;
  const isOver = () => count > limits.events || characters > limits.characters;
  for (let cursor = isOver() ? await outbox.openCursor() : null; cursor && isOver(); dropped += 1) {
    count -= 1;
    characters -= sizeOf(cursor.value);
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await settings.put(characters, "queued_characters");
  if (dropped > 0) await settings.put(Number((await settings.get("dropped")) ?? 0) + dropped, "dropped");
}

async function giveUpOldest(): Promise<void> {
  const outbox = (await database()).transaction("outbox", "readwrite").store;
  const surplus = Math.ceil((await outbox.count()) * GIVEN_UP_WHEN_FULL);
  const last = (await outbox.getAllKeys(null, surplus)).at(-1);
  if (last === undefined) return;
  await outbox.delete(IDBKeyRange.upperBound(last));
  await countDropped(surplus).catch(() => undefined); // with no room for a number either, the loss goes uncounted
}

/** Even after making room the disk took nothing: what came is lost, and the loss is told. */
async function countLost(error: unknown, events: number): Promise<void> {
  if (!isFull(error)) throw error;
  await countDropped(events).catch(() => undefined);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === "QuotaExceededError";
}

function sizeOf({ event, size }: { event: CaptureEvent; size?: number }): number {
  return size ?? JSON.stringify(event).length;
}

/**
 * The oldest waiting events, at most one request's worth. From here on they are fixed: the service may have them although
 * its answer was lost, and would take the same id with other content for another event.
 */
export async function offerBatch(): Promise<QueuedEvent[]> {
  const offering = (await database()).transaction(["outbox", "settings"], "readwrite");
  const [outbox, settings] = [offering.objectStore("outbox"), offering.objectStore("settings")];
  const [positions, values] = await Promise.all([outbox.getAllKeys(null, MAX_BATCH), outbox.getAll(null, MAX_BATCH)]);
  const batch = values
    .slice(0, fittingCount(values))
    .map(({ event }, index) => ({ position: positions[index] ?? 0, event }));
  const last = batch.at(-1)?.position ?? 0;
  await settings.put(Math.max(last, Number((await settings.get("offered_up_to")) ?? 0)), "offered_up_to");
  await offering.done;
  return batch;
}

/** How many of these go into one request; one goes however long it is. */
function fittingCount(values: readonly { event: CaptureEvent; size?: number }[]): number {
  let characters = 0;
  const tooMany = values.findIndex((value, index) => {
    characters += sizeOf(value);
    return characters > MAX_BATCH_CHARACTERS && index > 0;
  });
  return tooMany === -1 ? values.length : tooMany;
}

/** Forget events that the service has taken (or refused for good). */
export async function removeFromOutbox(positions: readonly number[]): Promise<void> {
  const transaction = (await database()).transaction(["outbox", "settings"], "readwrite", STRICT);
  const [outbox, settings] = [transaction.objectStore("outbox"), transaction.objectStore("settings")];
  let characters = Number((await settings.get("queued_characters")) ?? 0);
  const remove = async (position: number): Promise<void> => {
    const value = await outbox.get(position);
    if (!value) return;
    characters -= sizeOf(value);
    await outbox.delete(position);
  };
  await Promise.all(positions.map(remove)); // hundreds at once: one after the other, each would wait for the disk's answer
  await settings.put(Math.max(0, characters), "queued_characters");
  await transaction.done;
}

export async function queuedCount(): Promise<number> {
  return (await database()).count("outbox");
}

/** Raise the seconds an ad was visible, as long as the ad still waits here and was never offered to the service. */
export async function updateVisibleSeconds(impressionId: string, seconds: number): Promise<void> {
  const transaction = (await database()).transaction(["outbox", "settings"], "readwrite");
  const offered = Number((await transaction.objectStore("settings").get("offered_up_to")) ?? 0);
  const cursor = await transaction.objectStore("outbox").index("by_event").openCursor(impressionId);
  if (cursor && cursor.primaryKey <= offered) return transaction.done;
  const event = cursor?.value.event as AdImpressionEvent | undefined;
  if (cursor && event && seconds > event.visible_seconds) {
    await cursor.update({ ...cursor.value, event: { ...event, visible_seconds: seconds } });
  }
  await transaction.done;
}

/** Delete waiting events of these visits, or of this site: what is forgotten must not be sent later. */
export async function forgetQueued(isForgotten: (event: CaptureEvent) => boolean): Promise<void> {
  const transaction = (await database()).transaction(["outbox", "settings"], "readwrite", STRICT);
  const settings = transaction.objectStore("settings");
  let characters = Number((await settings.get("queued_characters")) ?? 0);
  let cursor = await transaction.objectStore("outbox").openCursor();
  for (; cursor; cursor = await cursor.continue()) {
    if (!isForgotten(cursor.value.event)) continue;
    characters -= sizeOf(cursor.value);
    await cursor.delete();
  }
  await settings.put(Math.max(0, characters), "queued_characters");
  await transaction.done;
}
