import "fake-indexeddb/auto";
import { FiltersEngine } from "@ghostery/adblocker";
import { beforeEach, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import { badgeAcknowledged } from "../../badge";
import { recordAd } from "../../capture/impressions";
import { keepLoaded } from "../../capture/loaded-ads";
import type { LoadedAd } from "../../contract/messages";
import { NO_AUCTION } from "../../page_evidence/auction-types";
import { closeDatabase, database, type Slot } from "../../store/database";
import { setSetting } from "../../store/settings";
import { parseCompanies } from "../../trackers/companies";
import { FilterLists } from "../../trackers/filter-lists";
import { trackersOf } from "../../trackers/trackers";
import { PAIRING, aFoundAd, aPageVisit, aTab } from "../builders";

const known = trackersOf(new FilterLists([FiltersEngine.parse("")]), parseCompanies(""));
const visit = aPageVisit();
const place = { tab_id: 1, frame_id: 0, visit };

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await setSetting("pairing", PAIRING);
  await (await database()).put("tabs", aTab());
});

const loaded = (key: string, top = 100): LoadedAd => ({ key, finders: [], left: 0, top, width: 300, height: 250 });
const slotAt = async (key: string): Promise<Slot | undefined> => (await database()).get("slots", [1, key]);

test("an ad that is seen at the very moment its place is told of keeps both", async () => {
  const told = atFirstLookAtSlots(() => keepLoaded([loaded("k")], [], 1));
  await recordAd(aFoundAd(), place, NO_AUCTION, known);
  await told;
  expect(await slotAt("k")).toMatchObject({ found: { top: 100 }, impression_id: expect.stringMatching(/.+/) });
});

test("an acknowledgement and a moved ad do not undo each other", async () => {
  await recordAd(aFoundAd(), place, NO_AUCTION, known);
  vi.spyOn(browser.tabs, "sendMessage").mockResolvedValue(undefined); // the simulated browser has no content scripts
  const { impression_id = "" } = (await slotAt("k")) ?? {};
  await Promise.all([badgeAcknowledged([impression_id]), keepLoaded([loaded("k", 700)], [], 1)]);
  expect(await slotAt("k")).toMatchObject({ found: { top: 700 }, explained: true });
});

test("an ad that has gone unseen leaves nothing, one that was seen stays", async () => {
  await keepLoaded([loaded("unseen"), loaded("seen")], [], 1);
  await recordAd(aFoundAd({ key: "seen" }), place, NO_AUCTION, known);
  await keepLoaded([], ["unseen", "seen"], 1);
  expect([await slotAt("unseen"), (await slotAt("seen"))?.key]).toEqual([undefined, "seen"]);
});

/** Does this as soon as a slot is looked up, before the answer is there. */
function atFirstLookAtSlots(act: () => Promise<void>): Promise<void> {
  const look = IDBObjectStore.prototype.get;
  return new Promise((resolve) => {
    vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === "slots") {
        vi.restoreAllMocks();
        resolve(act());
      }
      return look.call(this, key);
    });
  });
}
