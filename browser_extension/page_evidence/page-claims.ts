// What is kept of a page's claims beside one of its ads: to whom it told what, who sold the place, who had consent.
import type { BidderTold, PageClaims } from "../contract/payloads";
import { claimedDomain } from "../capture/advertiser";
import { bidderHop } from "../capture/delivery";
import type { Trackers } from "../trackers/trackers";
import type { AuctionBid, PageAuction, Told } from "./auction-types";
import { consentSignals } from "./consent";

const MAX_BIDDERS = 30;

/** Claims about an ad that these companies delivered; null where the page claims nothing. */
export function pageClaims(
  auction: PageAuction,
  bid: AuctionBid | null,
  companies: readonly string[],
  known: Trackers,
): PageClaims | null {
  const told = auction.told.map((each) => toldTo(each, known));
  const claims = {
    told: told.sort((one, other) => weight(other, companies) - weight(one, companies)).slice(0, MAX_BIDDERS),
    sellers: (bid?.sellers ?? []).map(claimedDomain).filter((domain) => domain !== ""),
    consents: consentSignals(auction.signals, companies, known.companyOf),
  };
  return Object.values(claims).every((list) => list.length === 0) ? null : claims;
}

/** Those that delivered this ad come first, then those that were told most. */
function weight({ company, segments, keywords, ids }: BidderTold, companies: readonly string[]): number {
  return (companies.includes(company) ? 1000 : 0) + segments.length + keywords.length + ids.length;
}

function toldTo({ host, place, ...told }: Told, known: Trackers): BidderTold {
  const company = host === "" ? bidderHop(told.bidder, known).company : known.companyOf(host);
  return { ...told, company, place: place || null };
}
