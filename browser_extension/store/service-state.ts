// Whether the service could be reached lately, and the last time it could not: the panel tells both.
import { browser } from "wxt/browser";
import { isPaired } from "./pairing";
import { type StoredSettings, getSetting, setSetting } from "./settings";

export type Outage = NonNullable<StoredSettings["outage"]>;

const TOLD_FOR_MS = 60 * 60 * 1000; // an hour: long enough to be read, short enough not to become furniture

/** The outage after a look at the service: begun, still going on, just over, or the one before. */
export function outageAfter(outage: Outage | null, state: StoredSettings["service_state"], now: Date): Outage | null {
  const isDown = state === "service_down";
  const isOpen = outage !== null && outage.until === null;
  if (isDown) return isOpen ? outage : { since: now.toISOString(), until: null };
  return isOpen ? { ...outage, until: now.toISOString() } : outage;
}

/** Null once it has been told for long enough. */
export function outageWorthTelling(outage: Outage | null, now: Date): Outage | null {
  if (!outage?.until) return outage;
  return now.getTime() - Date.parse(outage.until) < TOLD_FOR_MS ? outage : null;
}

export async function setServiceState(state: StoredSettings["service_state"], now: Date = new Date()): Promise<void> {
  // A browser that was never connected has not lost anything it could speak of.
  if (await isPaired()) await setSetting("outage", outageAfter(await getSetting("outage"), state, now));
  const isNews = (await getSetting("service_state")) !== state;
  await setSetting("service_state", state);
  // Rejects when none of our pages is open to hear it.
  if (isNews) await browser.runtime.sendMessage({ type: "state.changed" }).catch(() => undefined);
}
