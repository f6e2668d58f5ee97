// Being paired is what the person agreed to: without a service's token nothing is recorded, and giving the token back
// erases what still waits here. A service that is down or refuses the token changes nothing about that.
import { database } from "./database";
import { type StoredSettings, getSetting } from "./settings";

/** What is known of pages and ads; the settings that the person typed are theirs and stay. */
const CAPTURED = ["outbox", "contacts", "frame_requests", "slots"] as const;
/** What was true of the service that is left, and what was counted of pages. */
const LEFT = ["pairing", "outage", "dropped", "last_ack", "page_vouched"] satisfies (keyof StoredSettings)[];

export async function isPaired(): Promise<boolean> {
  return (await getSetting("pairing")) !== null;
}

/** Throw the token away, and with it everything captured. One step, so that nothing can be added in between. */
export async function forgetPairing(): Promise<void> {
  const transaction = (await database()).transaction(["settings", "tabs", ...CAPTURED], "readwrite", {
    durability: "strict",
  });
  await Promise.all(LEFT.map((name) => transaction.objectStore("settings").delete(name)));
  await Promise.all(CAPTURED.map((name) => transaction.objectStore(name).clear()));
  const tabs = transaction.objectStore("tabs");
  for (const tab of await tabs.getAll()) {
    if (tab.visit) await tabs.put({ ...tab, state: "unpaired", visit: null, recorded: false });
  }
  await transaction.done;
}
