import { createHash, createHmac } from "node:crypto";
import type { FoundAd } from "../contract/messages";
import type { AdImpressionEvent, TrackerContactEvent, VisitEvent } from "../contract/payloads";
import type { AuctionBid } from "../page_evidence/auction-types";
import type { PageVisit, TabState } from "../store/database";

/** A pairing as the browser keeps it; without one nothing is recorded. */
export const PAIRING = { profile_id: "p1", token: "the-token" };

/** The answer of the service that keeps the hash of this secret; written from docs/api.md, apart from our own code. */
export function ticketAnswer(
  { holder_id, nonce }: Record<string, string>,
  url: string,
  secret = PAIRING.token,
): Response {
  const ticket = "a-ticket";
  const about = ["service", "whyad-ticket-1", url, holder_id, nonce, ticket].join("\n");
  const secretHash = createHash("sha256").update(secret).digest();
  return Response.json({ ticket, proof: createHmac("sha256", secretHash).update(about).digest("hex") });
}

const TIME = "2026-11-02T09:10:00.000Z";

export function aVisit(id: string, domain = "trails.example"): VisitEvent {
  return {
    type: "visit",
    id,
    time: TIME,
    url: `https://${domain}/`,
    domain,
    title: "Ten walks",
    headings: [],
    description: "",
    language: "en",
    schema_types: [],
    search_query: null,
  };
}

export function aContact(id: string, visit_id = "v1"): TrackerContactEvent {
  return {
    type: "tracker_contact",
    id,
    time: TIME,
    visit_id,
    company: "Alpha Ads",
    domain: "alpha.example",
    rule: "||alpha.example^",
  };
}

export function anImpression(id: string, visit_id = "v1"): AdImpressionEvent {
  return {
    type: "impression",
    id,
    time: TIME,
    visit_id,
    page_url: "https://trails.example/",
    page_domain: "trails.example",
    adomain: ["tents.example"],
    crid: null,
    text: "Tents",
    width: 300,
    height: 250,
    frame: "top",
    visible_seconds: 0.3,
    finders: [],
    delivery: [],
    bid: null,
    advertisers: [],
    claims: null,
  };
}

export function aBid(changes: Partial<AuctionBid> = {}): AuctionBid {
  return {
    ad_unit: "slot",
    element_ids: ["slot"],
    ad_id: "",
    bidder: "alpha",
    cpm: 1,
    currency: "USD",
    creative_id: "c1",
    is_rendered: true,
    is_named_by_slot: false,
    time: 1,
    urls: [],
    advertiser_domains: [],
    advertiser_name: "",
    brand_name: "",
    cat: [],
    dsa_behalf: "",
    dsa_paid: "",
    dsa_params: [],
    told_place: "",
    sellers: [],
    ...changes,
  };
}

export function aPageVisit(): PageVisit {
  const url = "https://news.example/";
  return { id: "v1", time: TIME, url, domain: "news.example", search_query: null };
}

export function aTab(recorded = true): TabState {
  return { tab_id: 1, document_id: null, since: TIME, state: "recording", visit: aPageVisit(), recorded };
}

export function aFoundAd(changes: Partial<FoundAd> = {}): FoundAd {
  return {
    key: "k",
    finders: [],
    width: 300,
    height: 250,
    text: "Tents",
    links: ["https://tents.example/"],
    resources: [],
    slot_ids: [],
    frame: "top",
    frame_paths: [],
    visible_seconds: 1,
    ...changes,
  };
}
