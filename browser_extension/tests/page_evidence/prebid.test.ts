import { expect, test } from "vitest";
import { NO_AUCTION } from "../../page_evidence/auction-types";
import { cleanAuction } from "../../page_evidence/page-auction";
import { readAuction } from "../../page_evidence/probe";

const BID = {
  adUnitCode: "/1/top",
  adId: "x",
  bidderCode: "alpha",
  auctionId: "a",
  cpm: 2.5,
  currency: "EUR",
  creativeId: 77,
  responseTimestamp: 5,
  status: "rendered",
  ad: '<a href="https://click.example/c?a=1&amp;b=2"><img src="//cdn.example/t.png"></a>',
  meta: {
    advertiserDomains: ["tents.example"],
    primaryCatId: "677",
    secondaryCatIds: ["653"],
    dsa: {
      behalf: "Tents Ltd",
      paid: "An Agency",
      transparency: [{ domain: "alpha.example", dsaparams: [1, 2] }, { dsaparams: [2] }],
    },
  },
};
const asked = (bidderCode: string, city: string) => ({
  eventType: "bidRequested",
  args: { bidderCode, auctionId: "a", ortb2: { device: { geo: { city } } } },
});

function page(prebid: object, more: object = {}) {
  return {
    _pbjsGlobals: ["renamed"],
    renamed: { getBidResponses: () => ({}), getAllWinningBids: () => [], ...prebid },
    ...more,
  };
}

test("the winning bid is read whole, under whatever name Prebid runs", () => {
  const { bids } = readAuction(
    page({ getAllWinningBids: () => [BID], getEvents: () => [asked("other", "Bonn"), asked("alpha", "Leipzig")] }),
  );
  expect(bids).toEqual([
    {
      ad_unit: "/1/top",
      element_ids: ["/1/top"],
      ad_id: "x",
      bidder: "alpha",
      cpm: 2.5,
      currency: "EUR",
      creative_id: "77",
      is_rendered: true,
      is_named_by_slot: false,
      time: 5,
      urls: ["https://click.example/c?a=1&b=2", "//cdn.example/t.png"],
      advertiser_domains: ["tents.example"],
      advertiser_name: "",
      brand_name: "",
      cat: ["677", "653"],
      dsa_behalf: "Tents Ltd",
      dsa_paid: "An Agency",
      dsa_params: [1, 2],
      told_place: "Leipzig",
      sellers: [],
    },
  ]);
});

test("an ad unit that names a GPT path belongs to the slot's element", () => {
  const slot = { getAdUnitPath: () => "/1/top", getSlotElementId: () => "leaderboard" };
  const googletag = { pubads: () => ({ getSlots: () => [slot] }) };
  const auction = readAuction(page({ getAllWinningBids: () => [BID], adUnits: [{ code: "/1/top" }] }, { googletag }));
  expect(auction.bids[0]?.element_ids).toEqual(["/1/top", "leaderboard"]);
  expect(auction.ad_units).toEqual(["/1/top", "leaderboard"]);
});

test("a bid that answered and did not win is no ad that was shown", () => {
  const { bids } = readAuction(
    page({ getBidResponses: () => ({ top: { bids: [{ ...BID, status: "targetingSet" }] } }) }),
  );
  expect(bids.map(({ is_rendered }) => is_rendered)).toEqual([false]);
});

test.each([
  ["no auction", {}],
  ["a name without a library", { _pbjsGlobals: ["gone"] }],
  ["a half loaded library", { _pbjsGlobals: ["pbjs"], pbjs: { que: [] } }],
  [
    "a library that throws",
    page({
      getAllWinningBids: () => {
        throw new Error("no");
      },
    }),
  ],
])("a page with %s tells nothing", (_, window) => {
  expect(readAuction(window)).toEqual(NO_AUCTION);
});

test.each([[null], ["text"], [{ ad_units: 7, bids: {} }]])("an answer that is none is read as nothing", (answer) => {
  expect(cleanAuction(answer)).toEqual(NO_AUCTION);
});

test("a bid that claims nonsense is made harmless", () => {
  const [bid] = cleanAuction({
    bids: [{ bidder: {}, cpm: Number.NaN, cat: "x", dsa_params: ["1", 2, 1.5], urls: [null], time: "now" }],
  }).bids;
  expect(bid).toMatchObject({
    bidder: "",
    cpm: 0,
    currency: "USD",
    cat: [],
    dsa_params: [2],
    urls: [],
    time: 0,
    is_rendered: false,
  });
});
