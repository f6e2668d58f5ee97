// What the page's own auction told us. Every word of it is claimed by the page, never proof.

export interface AuctionBid {
  ad_unit: string;
  /** Ids of the elements that show this ad unit: the unit's own name, or the GPT slots that map to it. */
  element_ids: string[];
  bidder: string;
  cpm: number;
  currency: string;
  creative_id: string;
  is_rendered: boolean;
  time: number;
  /** Addresses in the bid's markup; they tell which of several bids is the one that shows. */
  urls: string[];
  advertiser_domains: string[];
  cat: string[];
  dsa_behalf: string;
  dsa_paid: string;
  dsa_params: number[];
  /** City or region that the request to this bidder gave about the person. */
  told_place: string;
}

export interface PageAuction {
  ad_units: string[];
  bids: AuctionBid[];
}

export const NO_AUCTION: PageAuction = { ad_units: [], bids: [] };
