import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { clearTab, clearTabsOfLastSession } from "../../capture/tab-memory";
import { closeDatabase, database } from "../../store/database";

const START = Date.parse("2026-11-02T09:00:00Z");

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
});

async function showPage(tab_id: number, since: string): Promise<void> {
  const db = await database();
  await db.put("tabs", { tab_id, document_id: null, since, state: "not_recordable", visit: null, recorded: false });
  await db.put("slots", { tab_id, key: "k", found: null, creative: "c", impression_id: `a${tab_id}`, explained: false });
  await db.put("frame_requests", { tab_id, frame_id: 2, host: "x.example", is_document: true, request_id: "1" });
}

const tabsIn = async (store: "tabs" | "slots" | "frame_requests") =>
  (await (await database()).getAll(store)).map(({ tab_id }) => tab_id);

test("a closed tab leaves nothing, the others keep theirs", async () => {
  await showPage(1, "2026-11-02T09:10:00Z");
  await showPage(2, "2026-11-02T09:10:00Z");
  await clearTab(1);
  expect([await tabsIn("tabs"), await tabsIn("slots"), await tabsIn("frame_requests")]).toEqual([[2], [2], [2]]);
});

test("the last session's tabs are forgotten, those already open in this one are not", async () => {
  await showPage(1, "2026-11-01T20:00:00Z");
  await showPage(2, "2026-11-02T09:00:01Z");
  await (await database()).delete("tabs", 1);
  await clearTabsOfLastSession(START);
  expect([await tabsIn("tabs"), await tabsIn("slots"), await tabsIn("frame_requests")]).toEqual([[2], [2], [2]]);
});
