import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { recordCard } from "../../capture/disclosures";
import { offerBatch } from "../../outbox";
import { closeDatabase, database, type TabState } from "../../store/database";
import { setSetting } from "../../store/settings";
import { PAIRING } from "../builders";

const SENDER = { tab_id: 1, frame_id: 0, document_id: null, url: "https://www.google.com/search?q=tents" };
const CARD = { advertiser: "Ridge Tents Ltd", reasons: ["Your current search terms", "Your location"] };
const shown = { tab_id: 1, found: null, explained: false };

async function showTab(changes: Partial<TabState> = {}): Promise<void> {
  const visit = { id: "v1", time: "2026-11-02T09:10:00Z", url: "https://www.google.com/search", domain: "google.com" };
  const tab = { tab_id: 1, document_id: null, since: visit.time, state: "recording", recorded: true } as const;
  await (await database()).put("tabs", { ...tab, visit: { ...visit, search_query: "tents" }, ...changes });
}

const queued = async () => (await offerBatch()).map(({ event }) => event);

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await setSetting("pairing", PAIRING);
});

test("a card becomes an event, joined to the one ad of the tab that names its advertiser", async () => {
  await showTab();
  const db = await database();
  await db.put("slots", { ...shown, key: "1", creative: '[null,["ridgetents.example"],"Tents"]', impression_id: "a1" });
  await db.put("slots", { ...shown, key: "2", creative: '[null,["kettles.example"],"Kettles"]', impression_id: "a2" });
  expect(await recordCard(CARD, SENDER)).toEqual({ platform: "google", is_read: true });
  expect(await queued()).toMatchObject([
    {
      type: "disclosure",
      visit_id: "v1",
      platform: "google",
      advertiser: "Ridge Tents Ltd",
      impression_id: "a1",
      reasons: [
        { kind: "page_context", detail: "Your current search terms" },
        { kind: "place_time_device", detail: "Your location" },
      ],
    },
  ]);
});

test("a card of which two ads could speak is joined to none", async () => {
  await showTab();
  const db = await database();
  for (const key of ["1", "2"])
    await db.put("slots", { ...shown, key, creative: '["Ridge Tents"]', impression_id: `a${key}` });
  await recordCard(CARD, SENDER);
  expect(await queued()).toMatchObject([{ impression_id: null }]);
});

test("a card that could not be read sends nothing, and the panel is told", async () => {
  await showTab();
  await recordCard({ advertiser: "", reasons: [] }, SENDER);
  expect(await queued()).toEqual([]);
  expect((await (await database()).get("tabs", 1))?.card).toEqual({ platform: "google", is_read: false });
});

test.each([
  ["a page that is not recorded", { visit: null }, SENDER],
  ["a page that is no platform's", {}, { ...SENDER, url: "https://news.example/" }],
])("%s cannot make one up", async (_, tab, sender) => {
  await showTab(tab);
  expect(await recordCard(CARD, sender)).toBeNull();
  expect(await queued()).toEqual([]);
});
