import { expect, test } from "vitest";
import { NO_AUCTION, type Told } from "../../page_evidence/auction-types";
import { pageClaims } from "../../page_evidence/page-claims";
import { parseCompanies } from "../../trackers/companies";
import { FilterLists } from "../../trackers/filter-lists";
import { trackersOf } from "../../trackers/trackers";
import { aBid } from "../builders";

const known = trackersOf(new FilterLists([]), parseCompanies("alpha.example = Alpha Ads"));
const told = (bidder: string, changes: Partial<Told> = {}): Told => ({
  bidder,
  host: "",
  segments: [],
  keywords: [],
  place: "",
  ids: [],
  ...changes,
});

test("the bidder that delivered the ad comes first, then those that were told most", () => {
  const auction = { ...NO_AUCTION, told: [told("beta"), told("gamma", { keywords: ["a", "b"] }), told("alpha")] };
  const claims = pageClaims(auction, null, ["Alpha Ads"], known);
  expect(claims?.told.map(({ company }) => company)).toEqual(["Alpha Ads", "gamma", "beta"]);
});

test("a tag is named by its host, sellers by their domain", () => {
  const auction = { ...NO_AUCTION, told: [told("gpt", { host: "doubleclick.net" })] };
  const claims = pageClaims(auction, aBid({ sellers: ["Exchange.example", "not a domain"] }), [], known);
  expect([claims?.told[0]?.company, claims?.sellers]).toEqual(["Google", ["exchange.example"]]);
});

test("a page that claims nothing has no claims", () => {
  expect(pageClaims(NO_AUCTION, null, ["Alpha Ads"], known)).toBeNull();
});
