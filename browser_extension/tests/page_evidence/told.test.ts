import { expect, test } from "vitest";
import { readAuction } from "../../page_evidence/probe";

const ORTB2 = {
  user: {
    data: [{ name: "telco.example", segment: [{ id: "677", name: "Camping" }, { id: "9" }] }],
    keywords: "hiking,boots",
    yob: 1980,
    ext: { eids: [{ source: "id.example", uids: [{ id: "SECRET-ID-1" }] }] },
  },
  device: { geo: { city: "Leipzig" } },
  source: {
    schain: {
      nodes: [
        { asi: "News.example", sid: "1" },
        { asi: "reseller.example", sid: "2" },
      ],
    },
  },
};
const request = (bidderCode: string, ortb2?: object, more = {}) => ({
  eventType: "bidRequested",
  args: { bidderCode, auctionId: "a", ortb2, bids: [{ ...more }] },
});
const prebid = (more: object) => ({ getBidResponses: () => ({}), getAllWinningBids: () => [], ...more });
const told = (page: object) => readAuction(page).told;

test("each bidder is listed with exactly what it was told about the person, and no id is", () => {
  const events = [request("alpha", ORTB2), request("beta", {}, { userIdAsEids: [{ source: "other.example" }] })];
  const found = told({ pbjs: prebid({ getEvents: () => events }) });
  expect(found).toEqual([
    {
      bidder: "alpha",
      host: "",
      segments: ["telco.example: 677 Camping", "telco.example: 9"],
      keywords: ["hiking", "boots", "born 1980"],
      place: "Leipzig",
      ids: ["id.example"],
    },
    { bidder: "beta", host: "", segments: [], keywords: [], place: "", ids: ["other.example"] },
  ]);
  expect(JSON.stringify(found)).not.toContain("SECRET");
});

test("several instances, also in a frame of the page's own, are all heard", () => {
  const frame = {
    document: {},
    _pbjsGlobals: ["inner"],
    inner: prebid({ getEvents: () => [request("gamma", ORTB2)] }),
  };
  const page = {
    _pbjsGlobals: ["one", "two"],
    one: prebid({ getEvents: () => [request("alpha", ORTB2)] }),
    two: prebid({ getEvents: () => [request("beta", ORTB2)] }),
    frames: { length: 1, 0: frame },
  };
  expect(told(page).map(({ bidder }) => bidder)).toEqual(["alpha", "beta", "gamma"]);
});

test("the sellers of a place are read in their order", () => {
  const bid = { adUnitCode: "top", adId: "x", bidderCode: "alpha", auctionId: "a" };
  const page = { pbjs: prebid({ getAllWinningBids: () => [bid], getEvents: () => [request("alpha", ORTB2)] }) };
  expect(readAuction(page).bids[0]?.sellers).toEqual(["news.example", "reseller.example"]);
});

const slot = (holder: object) => ({ getSlotElementId: () => "top", getAdUnitPath: () => "/1/top", ...holder });
const OLD = (pairs: Record<string, string[]>) => ({
  getTargetingKeys: () => Object.keys(pairs),
  getTargeting: (key: string) => pairs[key],
});
const NEW = (targeting: Record<string, string[]>) => ({ getConfig: () => ({ targeting }) });

test.each([
  ["old", OLD],
  ["new", NEW],
] as const)("the ad server's key-values about the person are read by its %s interface", (_, way) => {
  const service = {
    getSlots: () => [slot(way({ interest: ["camping"], pos: ["1"], hb_adid: ["x"] }))],
    ...way({ age: ["30"] }),
  };
  const page = { googletag: { pubads: () => service } };
  expect(told(page)).toEqual([
    {
      bidder: "gpt",
      host: "doubleclick.net",
      segments: [],
      keywords: ["age=30", "interest=camping"],
      place: "",
      ids: [],
    },
  ]);
});

test("a slot that names its bid says which of several shows", () => {
  const bids = ["x", "y"].map((adId) => ({ adUnitCode: "top", adId, bidderCode: "alpha", status: "rendered" }));
  const page = {
    pbjs: prebid({ getBidResponses: () => ({ top: { bids } }) }),
    googletag: { pubads: () => ({ getSlots: () => [slot(OLD({ hb_adid: ["y"] }))] }) },
  };
  expect(readAuction(page).bids.map((bid) => [bid.ad_id, bid.is_named_by_slot])).toEqual([
    ["x", false],
    ["y", true],
  ]);
});

test("Amazon's bidding and the video player are known to have been asked, not what they were told", () => {
  const page = { apstag: { fetchBids: () => undefined }, google: { ima: { VERSION: "3.600.0" } } };
  expect(told(page).map(({ bidder, host, keywords }) => [bidder, host, keywords])).toEqual([
    ["amazon", "amazon-adsystem.com", []],
    ["ima", "doubleclick.net", []],
  ]);
});

test("a bid that an event says was shown counts as shown", () => {
  const bid = { adUnitCode: "top", adId: "x", bidderCode: "alpha", status: "available" };
  const events = [{ eventType: "adRenderSucceeded", args: { adId: "x", bid } }];
  const page = { pbjs: prebid({ getBidResponses: () => ({ top: { bids: [bid] } }), getEvents: () => events }) };
  expect(readAuction(page).bids[0]?.is_rendered).toBe(true);
});

test("consent managers are asked once and heard when they answer at once", () => {
  const page = {
    __tcfapi: (_: string, __: number, done: (data: object) => void) => done({ tcString: "CPX" }),
    __gpp: (_: string, done: (data: object) => void) => done({ gppString: "DBAB" }),
    navigator: { globalPrivacyControl: false },
  };
  expect(readAuction(page).signals).toEqual({ tc_string: "CPX", gpp_string: "DBAB", gpc: false });
  expect(readAuction({ __tcfapi: () => undefined }).signals).toEqual({ tc_string: "", gpp_string: "", gpc: null });
});

test("a page of traps is read without harm", () => {
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error("trap");
      },
    },
  );
  const page = { pbjs: trap, googletag: trap, apstag: trap, google: trap, frames: trap, navigator: trap, __gpp: trap };
  expect(() => readAuction(page)).not.toThrow();
});
