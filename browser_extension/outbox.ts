// Captured events wait here until the service has acknowledged them. Strict durability: an event that was added
// survives a killed browser. Order is kept: a visit is always sent before its tracker contacts and its ads.
import { countDropped } from "./store/settings";
import type { AdImpressionEvent, CaptureEvent } from "./contract/payloads";
import { database } from "./store/database";

/** Beyond this the oldest events are given up; about a month of browsing without the service. */
export const MAX_QUEUED = 50_000;
/** The service takes no more than this in one request. */
export const MAX_BATCH = 500;
/** The service refuses bodies over 1 MiB; the rest is left for JSON around the events. */
export const MAX_BATCH_CHARACTERS = 400_000;

const STRICT = { durability: "strict" } as const;

export interface QueuedEvent {
  position: number;
  event: CaptureEvent;
}

/**
 * Keep `events` in this order. An event whose id is already waiting is left as it is. A browser that is not paired
 * (perhaps since a moment ago) keeps nothing.
 */
export async function enqueue(events: readonly CaptureEvent[], limit = MAX_QUEUED): Promise<void> {
  const transaction = (await database()).transaction(["outbox", "settings"], "readwrite", STRICT);
  const store = transaction.objectStore("outbox");
  const isPaired = Boolean(await transaction.objectStore("settings").get("pairing"));
  for (const event of isPaired ? events : []) {
    const waiting = await store.index("by_event").getKey(event.id);
    if (waiting === undefined) await store.add({ event });
  }
  let surplus = (await store.count()) - limit;
  const dropped = Math.max(surplus, 0);
  for (let cursor = surplus > 0 ? await store.openCursor() : null; cursor && surplus > 0; surplus -= 1) {
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await transaction.done;
  await countDropped(dropped);
}

/** The oldest waiting events, at most one request's worth. */
export async function nextBatch(): Promise<QueuedEvent[]> {
  const store = (await database()).transaction("outbox").store;
  const batch: QueuedEvent[] = [];
  let characters = 0;
  for (let cursor = await store.openCursor(); cursor && batch.length < MAX_BATCH; cursor = await cursor.continue()) {
    characters += JSON.stringify(cursor.value.event).length;
    if (characters > MAX_BATCH_CHARACTERS && batch.length > 0) break;
    batch.push({ position: cursor.key, event: cursor.value.event });
  }
  return batch;
}

/** Forget events that the service has taken (or refused for good). */
export async function removeFromOutbox(positions: readonly number[]): Promise<void> {
  const transaction = (await database()).transaction("outbox", "readwrite", STRICT);
  await Promise.all(positions.map((position) => transaction.store.delete(position)));
  await transaction.done;
}

export async function queuedCount(): Promise<number> {
  return (await database()).count("outbox");
}

/** Raise the seconds an ad was visible, as long as the ad still waits here. */
export async function updateVisibleSeconds(impressionId: string, seconds: number): Promise<void> {
  const transaction = (await database()).transaction("outbox", "readwrite");
  const cursor = await transaction.store.index("by_event").openCursor(impressionId);
  const event = cursor?.value.event as AdImpressionEvent | undefined;
  if (cursor && event && seconds > event.visible_seconds) {
    await cursor.update({ event: { ...event, visible_seconds: seconds } });
  }
  await transaction.done;
}

/** Delete waiting events of these visits, or of this site: what is forgotten must not be sent later. */
export async function forgetQueued(isForgotten: (event: CaptureEvent) => boolean): Promise<void> {
  const transaction = (await database()).transaction("outbox", "readwrite", STRICT);
  for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
    if (isForgotten(cursor.value.event)) await cursor.delete();
  }
  await transaction.done;
}
