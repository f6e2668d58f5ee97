// What the page's own scripts told us. Every word of it is claimed by the page, never proof.

export interface AuctionBid {
  ad_unit: string;
  /** Ids of the elements that show this ad unit: the unit's own name, or the GPT slots that map to it. */
  element_ids: string[];
  /** The library's own name for this bid; a slot that names it says which bid it was given. */
  ad_id: string;
  bidder: string;
  cpm: number;
  currency: string;
  creative_id: string;
  is_rendered: boolean;
  /** The slot itself was told to show this very bid. */
  is_named_by_slot: boolean;
  time: number;
  /** Addresses in the bid's markup; they tell which of several bids is the one that shows. */
  urls: string[];
  advertiser_domains: string[];
  advertiser_name: string;
  brand_name: string;
  cat: string[];
  dsa_behalf: string;
  dsa_paid: string;
  dsa_params: number[];
  /** City or region that the request to this bidder gave about the person. */
  told_place: string;
  /** Sellers of the supply chain, the page's own first. */
  sellers: string[];
}

/** What the page says that it told one bidder about the person. */
export interface Told {
  bidder: string;
  /** Host by which the company behind the bidder is known; empty where only the code is. */
  host: string;
  segments: string[];
  keywords: string[];
  place: string;
  /** Where the ids come from that were sent along; never the ids. */
  ids: string[];
}

/** Consent as the page's scripts hold it, still encoded. */
export interface Signals {
  tc_string: string;
  gpp_string: string;
  /** `navigator.globalPrivacyControl`; null where the browser has no such setting. */
  gpc: boolean | null;
}

export interface PageAuction {
  ad_units: string[];
  bids: AuctionBid[];
  told: Told[];
  signals: Signals;
}

export const NO_SIGNALS: Signals = { tc_string: "", gpp_string: "", gpc: null };
export const NO_AUCTION: PageAuction = { ad_units: [], bids: [], told: [], signals: NO_SIGNALS };
