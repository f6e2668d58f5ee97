// Which bid is the one that shows in a slot? The slot alone is not enough: a later auction may have left it to another
// ad.
import { claimedDomain } from "../capture/advertiser";
import type { AuctionBid, PageAuction } from "./auction-types";

export interface ShownAd {
  slot_ids: readonly string[];
  /** Links, resources and frame addresses seen in the ad. */
  urls: readonly string[];
  landing_domains: readonly string[];
}

/**
 * The bid that shows: one that agrees with what is seen in the slot, before all others the one that the slot itself was
 * told to show, else the newest; or null.
 */
export function matchBid(auction: PageAuction, ad: ShownAd): AuctionBid | null {
  const ofSlot = auction.bids.filter(({ element_ids }) => element_ids.some((id) => ad.slot_ids.includes(id)));
  const newestFirst = ofSlot
    .filter(({ is_rendered }) => is_rendered)
    .sort((one, other) => Number(other.is_named_by_slot) - Number(one.is_named_by_slot) || other.time - one.time);
  const newest = newestFirst[0] ?? null;
  return newestFirst.find((bid) => agrees(bid, ad)) ?? (newest && saysNothing(newest, ad) ? newest : null);
}

function agrees(bid: AuctionBid, ad: ShownAd): boolean {
  const seen = new Set(ad.urls.map(comparable));
  const hasSharedAddress = bid.urls.some((url) => seen.has(comparable(url)));
  return (
    hasSharedAddress || bid.advertiser_domains.some((domain) => ad.landing_domains.includes(claimedDomain(domain)))
  );
}

/** Neither side names an address that could contradict the other. */
function saysNothing(bid: AuctionBid, ad: ShownAd): boolean {
  return bid.urls.length === 0 || ad.urls.length === 0;
}

function comparable(url: string): string {
  return url
    .replace(/^(https?:)?\/\//, "")
    .replace(/#.*$/, "")
    .replace(/\/$/, "");
}
