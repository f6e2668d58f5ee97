import { browser } from "wxt/browser";
import { MAX_URL, cleanText, cleanTexts } from "../capture/page-text";
import { type AuctionBid, NO_AUCTION, type PageAuction } from "./auction-types";

const PROBE = "/auction-probe.js";
const MAX_NAME = 200; // characters of names, ids and codes that are kept
const MAX_BIDS = 200;

/** What the auction of a tab's page says at this moment; nothing where there is none. */
export async function readAuction(tabId: number): Promise<PageAuction> {
  try {
    const target = { tabId, frameIds: [0] };
    const [answer] = await browser.scripting.executeScript({ target, world: "MAIN", files: [PROBE] });
    return cleanAuction(answer?.result);
  } catch {
    return NO_AUCTION; // the tab has moved on, or its page admits no script
  }
}

/** The page answered, so every field may be anything. */
export function cleanAuction(answer: unknown): PageAuction {
  const { ad_units, bids } = (answer ?? {}) as Partial<PageAuction>;
  const list = Array.isArray(bids) ? bids.slice(-MAX_BIDS) : [];
  return { ad_units: cleanTexts(ad_units, MAX_BIDS, MAX_NAME), bids: list.map((bid) => cleanBid(bid ?? {})) };
}

function cleanBid(bid: Partial<AuctionBid>): AuctionBid {
  return {
    ad_unit: cleanText(bid.ad_unit, MAX_NAME),
    element_ids: cleanTexts(bid.element_ids, 20, MAX_NAME),
    bidder: cleanText(bid.bidder, MAX_NAME),
    cpm: Number.isFinite(bid.cpm) ? Math.max(0, Number(bid.cpm)) : 0,
    currency: cleanText(bid.currency, 3) || "USD",
    creative_id: cleanText(bid.creative_id, MAX_NAME),
    is_rendered: bid.is_rendered === true,
    time: Number.isFinite(bid.time) ? Number(bid.time) : 0,
    urls: cleanTexts(bid.urls, 40, MAX_URL),
    advertiser_domains: cleanTexts(bid.advertiser_domains, 5, MAX_NAME),
    cat: cleanTexts(bid.cat, 10, MAX_NAME),
    dsa_behalf: cleanText(bid.dsa_behalf, MAX_NAME),
    dsa_paid: cleanText(bid.dsa_paid, MAX_NAME),
    dsa_params: Array.isArray(bid.dsa_params) ? bid.dsa_params.filter(Number.isInteger).slice(0, 10) : [],
    told_place: cleanText(bid.told_place, MAX_NAME),
  };
}
