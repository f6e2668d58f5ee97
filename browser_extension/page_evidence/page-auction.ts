import { browser } from "wxt/browser";
import { MAX_URL, cleanText, cleanTexts } from "../capture/page-text";
import { type AuctionBid, NO_AUCTION, type PageAuction, type Signals, type Told } from "./auction-types";

const PROBE = "/auction-probe.js";
const MAX_NAME = 200; // characters of names, ids and codes that are kept
const MAX_BIDS = 200;
const MAX_TOLD = 60; // bidders
const MAX_TEXTS = 40; // of one kind, told to one bidder
const MAX_SELLERS = 20;
const MAX_SIGNAL = 20_000; // characters of an encoded consent string

/** What the scripts of a tab's page say at this moment; nothing where there is none. */
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
  const { ad_units, bids, told, signals } = (answer ?? {}) as Partial<PageAuction>;
  return {
    ad_units: cleanTexts(ad_units, MAX_BIDS, MAX_NAME),
    bids: listOf<AuctionBid>(bids, MAX_BIDS).map(cleanBid),
    told: listOf<Told>(told, MAX_TOLD).map(cleanTold),
    signals: cleanSignals(signals ?? {}),
  };
}

function listOf<T>(value: unknown, limit: number): Partial<T>[] {
  return Array.isArray(value) ? value.slice(-limit).map((item) => (item ?? {}) as Partial<T>) : [];
}

function cleanBid(bid: Partial<AuctionBid>): AuctionBid {
  return {
    ad_unit: cleanText(bid.ad_unit, MAX_NAME),
    element_ids: cleanTexts(bid.element_ids, 20, MAX_NAME),
    ad_id: cleanText(bid.ad_id, MAX_NAME),
    bidder: cleanText(bid.bidder, MAX_NAME),
    cpm: Number.isFinite(bid.cpm) ? Math.max(0, Number(bid.cpm)) : 0,
    currency: cleanText(bid.currency, 3) || "USD",
    creative_id: cleanText(bid.creative_id, MAX_NAME),
    is_rendered: bid.is_rendered === true,
    is_named_by_slot: bid.is_named_by_slot === true,
    time: Number.isFinite(bid.time) ? Number(bid.time) : 0,
    urls: cleanTexts(bid.urls, 40, MAX_URL),
    advertiser_domains: cleanTexts(bid.advertiser_domains, 5, MAX_NAME),
    advertiser_name: cleanText(bid.advertiser_name, MAX_NAME),
    brand_name: cleanText(bid.brand_name, MAX_NAME),
    cat: cleanTexts(bid.cat, 10, MAX_NAME),
    dsa_behalf: cleanText(bid.dsa_behalf, MAX_NAME),
    dsa_paid: cleanText(bid.dsa_paid, MAX_NAME),
    dsa_params: Array.isArray(bid.dsa_params) ? bid.dsa_params.filter(Number.isInteger).slice(0, 10) : [],
    told_place: cleanText(bid.told_place, MAX_NAME),
    sellers: cleanTexts(bid.sellers, MAX_SELLERS, MAX_NAME),
  };
}

function cleanTold(told: Partial<Told>): Told {
  return {
    bidder: cleanText(told.bidder, MAX_NAME),
    host: cleanText(told.host, MAX_NAME),
    segments: cleanTexts(told.segments, MAX_TEXTS, MAX_NAME),
    keywords: cleanTexts(told.keywords, MAX_TEXTS, MAX_NAME),
    place: cleanText(told.place, MAX_NAME),
    ids: cleanTexts(told.ids, MAX_TEXTS, MAX_NAME),
  };
}

function cleanSignals(signals: Partial<Signals>): Signals {
  return {
    tc_string: cleanText(signals.tc_string, MAX_SIGNAL),
    gpp_string: cleanText(signals.gpp_string, MAX_SIGNAL),
    gpc: typeof signals.gpc === "boolean" ? signals.gpc : null,
  };
}
