// What is remembered of a tab only as long as its page is open.
import { database } from "../store/database";

/** The tab shows another document, or is gone: forget what belonged to the old one. */
export async function clearTab(tabId: number): Promise<void> {
  const transaction = (await database()).transaction(["tabs", "contacts", "frame_requests", "slots"], "readwrite");
  await transaction.objectStore("tabs").delete(tabId);
  for (const name of ["contacts", "frame_requests", "slots"] as const) {
    const keys = await transaction.objectStore(name).index("by_tab").getAllKeys(tabId);
    await Promise.all(keys.map((key) => transaction.objectStore(name).delete(key as never)));
  }
  await transaction.done;
}

/**
 * A new browser session: tab numbers mean other tabs now. The outbox and the settings stay, and so do the tabs that
 * this session has opened before it was announced (`startedAt` is in milliseconds since 1970).
 */
export async function clearTabsOfLastSession(startedAt: number): Promise<void> {
  const db = await database();
  const current = (await db.getAll("tabs")).filter(({ since }) => Date.parse(since) >= startedAt);
  const known = new Set(current.map(({ tab_id }) => tab_id));
  const stores = ["contacts", "frame_requests", "slots"] as const;
  const owners = await Promise.all(stores.map(async (name) => (await db.getAll(name)).map(({ tab_id }) => tab_id)));
  const remembered = new Set([...(await db.getAllKeys("tabs")), ...owners.flat()]);
  for (const tabId of remembered) if (!known.has(tabId)) await clearTab(tabId);
}
