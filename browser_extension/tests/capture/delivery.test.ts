import { expect, test } from "vitest";
import { type DeliveryFacts, deliveryHops } from "../../capture/delivery";
import { parseCompanies } from "../../trackers/companies";
import { FilterLists } from "../../trackers/filter-lists";
import { trackersOf } from "../../trackers/trackers";

const typedCompanies = parseCompanies("alpha.example = Alpha Ads\n# a remark\nbeta.example = Beta Exchange");
const known = trackersOf(new FilterLists([]), typedCompanies);
const FACTS: DeliveryFacts = {
  page_domain: "news.example",
  bidder: null,
  frame_hosts: [],
  request_hosts: [],
  click_hosts: [],
  advertiser: [],
};

test("each host is named once per role, with its company", () => {
  const hops = deliveryHops(
    { ...FACTS, frame_hosts: ["cdn.alpha.example", "cdn.alpha.example"], request_hosts: ["x.beta.example"] },
    known,
  );
  expect(hops).toEqual([
    { domain: "cdn.alpha.example", company: "Alpha Ads", how: "frame" },
    { domain: "x.beta.example", company: "Beta Exchange", how: "request" },
  ]);
});

test("the page and the advertiser are no middlemen", () => {
  const hops = deliveryHops(
    {
      ...FACTS,
      advertiser: ["tents.example"],
      request_hosts: ["img.tents.example", "static.news.example"],
      click_hosts: ["tents.example"],
    },
    known,
  );
  expect(hops).toEqual([]);
});

test.each([
  ["beta", "beta.example", "Beta Exchange"],
  ["alphaAds", "alpha.example", "Alpha Ads"],
  ["appnexus", "adnxs.com", "Microsoft"],
  ["nobody knows", "nobodyknows", "nobody knows"],
])("the bidder %s is known as %s", (code, domain, company) => {
  expect(deliveryHops({ ...FACTS, bidder: code }, known)).toEqual([{ domain, company, how: "bidder" }]);
});
