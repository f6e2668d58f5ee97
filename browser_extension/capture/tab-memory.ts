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

/** A new browser session: tab numbers mean other tabs now. The outbox and the settings stay. */
export async function clearAllTabs(): Promise<void> {
  const transaction = (await database()).transaction(["tabs", "contacts", "frame_requests", "slots"], "readwrite");
  await Promise.all(Array.from(transaction.objectStoreNames, (name) => transaction.objectStore(name).clear()));
  await transaction.done;
}
