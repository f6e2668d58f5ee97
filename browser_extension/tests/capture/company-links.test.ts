import "fake-indexeddb/auto";
import { FiltersEngine } from "@ghostery/adblocker";
import { beforeEach, expect, test, vi } from "vitest";
import { type Handover, recordHandover, recordOwnIds, recordSentAlong } from "../../capture/company-links";
import { releaseContacts } from "../../capture/contacts";
import { readAddress } from "../../capture/own-addresses";
import { offerBatch } from "../../outbox";
import { closeDatabase, type TabState } from "../../store/database";
import { setSetting } from "../../store/settings";
import { parseCompanies } from "../../trackers/companies";
import { FilterLists } from "../../trackers/filter-lists";
import { trackersOf } from "../../trackers/trackers";
import { PAIRING } from "../builders";

const engine = FiltersEngine.parse("||alpha.example^\n||beta.example^", { debug: true, enableOptimizations: false });
const names = "alpha.example = Alpha Ads\nbeta.example = Beta Exchange\ngamma.example = Gamma";
const known = trackersOf(new FilterLists([engine]), parseCompanies(names));
const ID = "u-81f3c0aa7d";
let visits = 0;

function aTab(recorded = true): TabState {
  const id = `v${visits}`;
  const visit = { id, time: "2026-11-02T09:10:00Z", url: "https://news.example/", domain: "news.example" };
  return {
    tab_id: 1,
    document_id: null,
    since: visit.time,
    state: "recording",
    visit: { ...visit, search_query: null },
    recorded,
  };
}
const pass = (changes: Partial<Handover>, tab = aTab(), forms = new Map()) =>
  recordHandover({ url: "", redirected_from: null, initiator: "https://news.example", ...changes }, tab, known, forms);

async function links(): Promise<string[]> {
  return (await offerBatch()).map(({ event }) =>
    event.type === "company_link" ? `${event.told_by} told ${event.told} by ${event.how}` : event.type,
  );
}

beforeEach(async () => {
  visits += 1;
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await setSetting("pairing", PAIRING);
});

test("a redirect that carries an id tells who told whom, once a visit", async () => {
  for (const n of [1, 2])
    await pass({
      redirected_from: `https://px.alpha.example/p.gif?n=${n}`,
      url: `https://px.beta.example/match?i=${ID}`,
    });
  expect(await links()).toEqual(["Alpha Ads told Beta Exchange by redirect"]);
});

test("an id that is passed on down a chain was told by the company it belongs to", async () => {
  const [first, second] = [`https://px.beta.example/match?i=${ID}`, `https://px.gamma.example/match?i=${ID}`];
  await pass({ redirected_from: "https://px.alpha.example/p.gif", url: first });
  await pass({ redirected_from: first, url: second });
  expect(await links()).toEqual(["Alpha Ads told Beta Exchange by redirect", "Alpha Ads told Gamma by redirect"]);
});

test("a company's frame that calls another with an id has told it", async () => {
  await pass({ initiator: "https://frame.alpha.example", url: `https://beta.example/setuid?uid=${ID}` });
  expect(await links()).toEqual(["Alpha Ads told Beta Exchange by shared_id"]);
});

test("a call without an id, to oneself, or between strangers to the lists tells nothing", async () => {
  await pass({ initiator: "https://frame.alpha.example", url: "https://beta.example/lib.js?v=2f81ac99d01" });
  await pass({ redirected_from: "https://a.alpha.example/p", url: `https://b.alpha.example/match?i=${ID}` });
  await pass({ redirected_from: "https://cdn.one.example/p", url: `https://cdn.two.example/x?uid=${ID}` });
  await pass({ initiator: "https://news.example", url: `https://beta.example/setuid?uid=${ID}` });
  expect(await links()).toEqual([]);
});

test.each(["before", "after"])(
  "the site's own id in a company's address is seen, sent %s it is known",
  async (when) => {
    const send = () => pass({ url: `https://collect.beta.example/g?cid=${ID}` });
    if (when === "before") await send();
    await recordOwnIds([ID], aTab());
    if (when === "after") await send();
    expect(await links()).toEqual(["news.example told Beta Exchange by site_id"]);
  },
);

test("the person's own address that leaves as a hash is a fact without address or hash", async () => {
  const own = readAddress("ann@mail.example");
  const [hash = ""] = own?.hashes ?? [];
  await pass({ url: `https://tags.beta.example/?em=${hash}` }, aTab(), new Map([[hash, "email"]]));
  expect(await links()).toEqual(["news.example told Beta Exchange by hashed_email"]);
  expect(JSON.stringify(await offerBatch())).not.toContain(hash);
});

test("the same address in what is sent along is the same fact; what goes to the site itself, or is another's, is none", async () => {
  const address = readAddress("ann@mail.example");
  const forms = new Map(address?.hashes.map((known) => [known, address.kind] as const));
  const send = (url: string, em: string) =>
    recordSentAlong({ url, body: JSON.stringify({ event: "ViewContent", user: { em } }) }, aTab(), known, forms);
  await send("https://api.news.example/login", address?.hashes[0] ?? "");
  await send("https://collect.beta.example/events", "0".repeat(64));
  expect(await links()).toEqual([]);
  await send("https://collect.beta.example/events", address?.hashes[0] ?? "");
  expect(await links()).toEqual(["news.example told Beta Exchange by hashed_email"]);
});

test("a link waits for its visit, and no value of it is kept", async () => {
  await pass(
    { redirected_from: "https://px.alpha.example/", url: `https://px.beta.example/match?i=${ID}` },
    aTab(false),
  );
  expect(await links()).toEqual([]);
  await releaseContacts(`v${visits}`);
  expect(await links()).toEqual(["Alpha Ads told Beta Exchange by redirect"]);
  expect(JSON.stringify(await offerBatch())).not.toContain(ID);
});

test("nothing is kept of a page that is not recorded", async () => {
  await pass(
    { redirected_from: "https://px.alpha.example/", url: `https://px.beta.example/match?i=${ID}` },
    { ...aTab(), visit: null },
  );
  await recordOwnIds([ID], undefined);
  expect(await links()).toEqual([]);
});
