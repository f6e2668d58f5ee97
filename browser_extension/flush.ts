// Sends what waits in the outbox, batch by batch, until it is empty or the service stops answering.
import { callService, checkService, ServiceError, WrongServiceError } from "./backend";
import type { EventsResponse } from "./contract/payloads";
import { offerBatch, type QueuedEvent, removeFromOutbox } from "./outbox";
import { isPaired } from "./store/pairing";
import { setServiceState } from "./store/service-state";
import { countDropped, type StoredSettings, setSetting } from "./store/settings";

/** Waiting a moment gathers the burst of events of one page into one request. */
const GATHER_MS = 300;

let running: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Flush soon. If the worker is ended before, the next alarm does it. `onAcknowledged` gets the ids taken. */
export function flushSoon(onAcknowledged: (ids: string[]) => Promise<void>): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(onAcknowledged), GATHER_MS);
}

/** Send everything that waits. Never two at a time; a call while one runs waits for that one. */
export function flush(onAcknowledged: (ids: string[]) => Promise<void>): Promise<void> {
  running ??= sendAll(onAcknowledged).finally(() => {
    running = undefined;
  });
  return running;
}

async function sendAll(onAcknowledged: (ids: string[]) => Promise<void>): Promise<void> {
  const state = await readiness();
  await setServiceState(state);
  if (state !== "recording") return;
  for (let batch = await offerBatch(); batch.length > 0; batch = await offerBatch()) {
    const acknowledged = await sendBatch(batch);
    if (acknowledged === null) return;
    await onAcknowledged(acknowledged);
  }
}

async function readiness(): Promise<StoredSettings["service_state"]> {
  if (!(await isPaired())) return "unpaired";
  const service = await checkService();
  return service === "ok" ? "recording" : service;
}

/** Ids the service now holds; null when it cannot take events at the moment. */
async function sendBatch(batch: readonly QueuedEvent[]): Promise<string[] | null> {
  try {
    const response = await callService<EventsResponse>("POST", "/events", { events: batch.map(({ event }) => event) });
    if (!isAnswerTo(batch, response)) {
      await setServiceState("wrong_service"); // asked again at once it would say the same for ever
      return null;
    }
    await settle(batch, response);
    return response.results.filter((result) => !isGivenUp(result)).map(({ id }) => id);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.status === 409 || error.status === 413 || error.status === 422) return divide(batch);
    await setServiceState(await stateAfter(error));
    return null;
  }
}

function isAnswerTo(batch: readonly QueuedEvent[], response: EventsResponse | undefined): boolean {
  const answered = new Set(Array.isArray(response?.results) ? response.results.map(({ id }) => id) : []);
  return batch.some(({ event }) => answered.has(event.id));
}

/** A refused token, unless the person has disconnected while the events were on their way. */
async function stateAfter(error: ServiceError): Promise<StoredSettings["service_state"]> {
  if (error instanceof WrongServiceError) return "wrong_service";
  if (error.status !== 401) return "service_down";
  return (await isPaired()) ? "token_refused" : "unpaired";
}

/** One bad event must not hold up the others: halve the batch until the bad one stands alone, and give that one up. */
async function divide(batch: readonly QueuedEvent[]): Promise<string[] | null> {
  if (batch.length === 1) {
    await removeFromOutbox(batch.map(({ position }) => position));
    await countDropped(1);
    return [];
  }
  const middle = Math.ceil(batch.length / 2);
  const first = await sendBatch(batch.slice(0, middle));
  const second = first && (await sendBatch(batch.slice(middle)));
  return first && second && [...first, ...second];
}

/** What the service does not want, or holds something else for, would be answered the same way for ever. */
function isGivenUp({ status }: EventsResponse["results"][number]): boolean {
  return status === "rejected" || status === "conflict";
}

async function settle(batch: readonly QueuedEvent[], { results }: EventsResponse): Promise<void> {
  const answered = new Set(results.map(({ id }) => id));
  await removeFromOutbox(batch.filter(({ event }) => answered.has(event.id)).map(({ position }) => position));
  await countDropped(results.filter(isGivenUp).length);
  await setSetting("last_ack", new Date().toISOString());
}
