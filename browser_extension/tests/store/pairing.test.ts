import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { beginVisit, tabState } from "../../capture/visits";
import { enqueue, queuedCount } from "../../outbox";
import { closeDatabase, database } from "../../store/database";
import { forgetPairing } from "../../store/pairing";
import { setServiceState } from "../../store/service-state";
import { getSetting, setSetting } from "../../store/settings";
import { PAIRING, aContact, aVisit } from "../builders";

const PAGE = "https://trails.example/walks";

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("no such file"))); // local.json, which is optional
});
afterEach(() => vi.unstubAllGlobals());

test("before pairing a page has no visit, and no address of it is kept", async () => {
  await beginVisit(1, PAGE, null);

  expect(await tabState(1)).toMatchObject({ state: "unpaired", visit: null });
  expect(JSON.stringify(await (await database()).getAll("tabs"))).not.toContain("trails.example");
});

test("before pairing nothing can be queued", async () => {
  await enqueue([aVisit("v1"), aContact("c1")]);

  expect(await queuedCount()).toBe(0);
});

test.each(["service_down", "token_refused", "wrong_service", "version_mismatch"] as const)(
  "a paired browser records on when the service is in trouble: %s",
  async (state) => {
    await setSetting("pairing", PAIRING);
    await setServiceState(state);
    const { visit } = await beginVisit(1, PAGE, null);
    await enqueue([aVisit(visit?.id ?? "")]);

    expect([visit?.domain, await queuedCount()]).toEqual(["trails.example", 1]);
  },
);

test("disconnecting erases what waits and what is known of open pages, not what the person set", async () => {
  await setSetting("pairing", PAIRING);
  await setSetting("paused_sites", ["bank.example"]);
  await setSetting("dropped", 3);
  const { visit } = await beginVisit(1, PAGE, null);
  await enqueue([aVisit(visit?.id ?? "")]);

  await forgetPairing();
  await enqueue([aContact("late", visit?.id)]); // a request that was still on its way

  expect(await queuedCount()).toBe(0);
  expect(await tabState(1)).toMatchObject({ state: "unpaired", visit: null, recorded: false });
  expect([await getSetting("pairing"), await getSetting("dropped")]).toEqual([null, 0]);
  expect(await getSetting("paused_sites")).toEqual(["bank.example"]);
});
