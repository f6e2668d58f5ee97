import "fake-indexeddb/auto";
import { FiltersEngine } from "@ghostery/adblocker";
import { beforeEach, expect, test, vi } from "vitest";
import { frameRequests, recordRequest, releaseContacts } from "../../capture/contacts";
import { offerBatch } from "../../outbox";
import { closeDatabase } from "../../store/database";
import { setSetting } from "../../store/settings";
import { parseCompanies } from "../../trackers/companies";
import { FilterLists } from "../../trackers/filter-lists";
import { trackersOf } from "../../trackers/trackers";
import { aTab, PAIRING } from "../builders";

const lists = new FilterLists([
  FiltersEngine.parse("||ads.example^\n/count.gif", { debug: true, enableOptimizations: false }),
]);
const known = trackersOf(lists, parseCompanies("ads.example = Alpha Ads\nmetrics.news.example = Hidden Watcher"));

const aRequest = (url: string, changes = {}) => ({
  tab_id: 1,
  frame_id: 0,
  request_id: "1",
  url,
  type: "image",
  ...changes,
});

async function contacts(): Promise<string[]> {
  return (await offerBatch()).map(({ event }) =>
    event.type === "tracker_contact" ? `${event.company} by ${event.rule}` : event.type,
  );
}

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await setSetting("pairing", PAIRING);
});

test("a company is recorded once for a visit, however often it is called", async () => {
  for (const path of ["a", "b", "c"]) await recordRequest(aRequest(`https://x.ads.example/${path}`), aTab(), known);
  expect(await contacts()).toEqual(["Alpha Ads by ||ads.example^"]);
});

test("a contact waits until its visit has been recorded", async () => {
  await recordRequest(aRequest("https://ads.example/a"), aTab(false), known);
  expect(await contacts()).toEqual([]);
  await releaseContacts("v1");
  await releaseContacts("v1");
  expect(await contacts()).toEqual(["Alpha Ads by ||ads.example^"]);
});

test("a site that counts its own readers tells nobody, unless its host is known to be another company's", async () => {
  await recordRequest(aRequest("https://www.news.example/count.gif"), aTab(), known);
  await recordRequest(aRequest("https://metrics.news.example/count.gif"), aTab(), known);
  expect(await contacts()).toEqual(["Hidden Watcher by /count.gif"]);
});

test("nothing is kept of a page that is not recorded, nor of addresses that are no web addresses", async () => {
  await recordRequest(aRequest("https://ads.example/a"), { ...aTab(), visit: null }, known);
  await recordRequest(aRequest("https://ads.example/a"), undefined, known);
  await recordRequest(aRequest("data:text/plain,ads.example"), aTab(), known);
  expect(await contacts()).toEqual([]);
});

test("a frame's hosts are those of its present document, redirects included", async () => {
  const frame = (url: string, request_id: string) => aRequest(url, { frame_id: 7, request_id, type: "sub_frame" });
  await recordRequest(frame("https://old.example/", "1"), aTab(), known);
  await recordRequest(frame("https://ads.example/", "2"), aTab(), known);
  await recordRequest(frame("https://creative.example/", "2"), aTab(), known);
  expect((await frameRequests(1, [7])).map(({ host }) => host).sort()).toEqual(["ads.example", "creative.example"]);
});
