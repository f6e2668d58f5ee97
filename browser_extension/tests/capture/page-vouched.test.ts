import "fake-indexeddb/auto";
import { FiltersEngine } from "@ghostery/adblocker";
import { beforeEach, expect, test, vi } from "vitest";
import { recordRequest } from "../../capture/contacts";
import { recordAd } from "../../capture/impressions";
import { MOST_A_DAY, forgetShare, hasShareLeft } from "../../capture/page-vouched";
import { queuedCount } from "../../outbox";
import { NO_AUCTION } from "../../page_evidence/auction-types";
import { closeDatabase, database } from "../../store/database";
import { getSetting, setSetting } from "../../store/settings";
import { parseCompanies } from "../../trackers/companies";
import { FilterLists } from "../../trackers/filter-lists";
import { trackersOf } from "../../trackers/trackers";
import { PAIRING, aFoundAd, aPageVisit, aTab } from "../builders";

const known = trackersOf(new FilterLists([FiltersEngine.parse("||ads.example^")]), parseCompanies(""));
const place = { tab_id: 1, frame_id: 0, visit: aPageVisit() };
const TODAY = new Date("2026-11-02T10:00:00Z");
const TOMORROW = new Date("2026-11-03T00:00:01Z");

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await setSetting("pairing", PAIRING);
  await (await database()).put("tabs", aTab());
});

/** This many of such ads were kept today. */
const haveHad = (domain: string, count: number, now = TODAY) =>
  setSetting("page_vouched", { day: now.toISOString().slice(0, 10), sites: new Map([[domain, count]]) });

test("a site has its share of ads that only it vouches for, each site its own, and a new one tomorrow", async () => {
  await haveHad("a.example", MOST_A_DAY);
  expect(await hasShareLeft("a.example", TODAY)).toBe(false);
  expect(await hasShareLeft("b.example", TODAY)).toBe(true);
  expect(await hasShareLeft("a.example", TOMORROW)).toBe(true);
});

test("a page that invents ads without end has its share kept, and what an ad host delivers there is kept on", async () => {
  await haveHad("news.example", MOST_A_DAY - 3, new Date());
  for (let number = 0; number < 10; number += 1)
    await recordAd(aFoundAd({ key: `k${number}` }), place, NO_AUCTION, known);
  expect(await queuedCount()).toBe(3);

  const picture = "https://ads.example/kettle.png";
  const request = { tab_id: 1, frame_id: 0, request_id: "1", url: picture, type: "image" };
  await recordRequest(request, aTab(), known);
  await recordAd(aFoundAd({ key: "real", resources: [picture] }), place, NO_AUCTION, known);
  expect(await queuedCount()).toBe(5); // the contact with the ad host, and its ad
});

test("of a site that is forgotten no count stays", async () => {
  await haveHad("a.example", MOST_A_DAY);
  await forgetShare("a.example");
  expect(await getSetting("page_vouched")).toMatchObject({ sites: new Map() });
});
