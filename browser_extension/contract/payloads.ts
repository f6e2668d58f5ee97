// The service's JSON as the extension sends and reads it. One example per message lies in tests/payloads; tests on both
// sides read those files, so neither side can drift alone.

export type Tier = "stated" | "measured" | "modelled" | "unknown";
export type Verdict = "about_you" | "about_the_page" | "about_the_moment" | "about_everyone" | "not_enough_evidence";
export type Reach = "reachable" | "unreachable" | "unknown";
export type Correction = "none" | "not_me" | "muted";
export type CauseKind =
  | "interest"
  | "purchase_intent"
  | "retargeting"
  | "advertiser_list"
  | "demographic"
  | "place_time_device"
  | "page_context";

export interface VisitEvent {
  type: "visit";
  id: string;
  time: string;
  url: string;
  domain: string;
  title: string;
  headings: string[];
  description: string;
  language: string;
  schema_types: string[];
  search_query: string | null;
}
export interface TrackerContactEvent {
  type: "tracker_contact";
  id: string;
  time: string;
  visit_id: string;
  company: string;
  domain: string;
  rule: string;
}
export interface Bid {
  bidder: string;
  cpm: number;
  currency: string;
  cat: string[];
  told_place: string | null;
  dsa_behalf: string | null;
  dsa_paid: string | null;
  dsa_params: number[];
}
export interface AdImpressionEvent {
  type: "impression";
  id: string;
  time: string;
  visit_id: string;
  page_url: string;
  page_domain: string;
  adomain: string[];
  crid: string | null;
  text: string;
  width: number;
  height: number;
  frame: "top" | "friendly" | "cross_origin";
  visible_seconds: number;
  finders: { finder: string; detail: string }[];
  delivery: { domain: string; company: string; how: "frame" | "request" | "bidder" | "ad_server" }[];
  bid: Bid | null;
  /** Hints at who advertises, best first; `adomain` holds the domains of the best. */
  advertisers: AdvertiserHint[];
  /** What the page's scripts say. Claimed, never proven. */
  claims: PageClaims | null;
}
export interface AdvertiserHint {
  source: "link" | "click_chain" | "bid" | "payer" | "frame_name" | "visible_text" | "brand";
  domain: string;
  name: string;
}
export interface PageClaims {
  told: BidderTold[];
  /** The supply chain's sellers, the page's own first. */
  sellers: string[];
  consents: ConsentSignal[];
}
/** What one bidder was told about the person, as the page says it. */
export interface BidderTold {
  bidder: string;
  company: string;
  segments: string[];
  keywords: string[];
  place: string | null;
  ids: string[];
}
export interface ConsentSignal {
  framework: "tcf" | "gpp" | "gpc";
  /** Companies of the ad's delivery. */
  granted: string[];
  refused: string[];
  /** How many companies were given consent in all; 0 where the framework lists none. */
  companies: number;
  opted_out: boolean | null;
}
/** On a visit one company (or the site) was seen passing something that names the person on to another. */
export interface CompanyLinkEvent {
  type: "company_link";
  id: string;
  time: string;
  visit_id: string;
  told_by: string;
  told: string;
  how: "redirect" | "shared_id" | "site_id" | "hashed_email" | "hashed_phone";
}
/** A platform's own reasons, from a card that the person opened. */
export interface DisclosureEvent {
  type: "disclosure";
  id: string;
  time: string;
  visit_id: string;
  platform: "google" | "meta" | "x";
  advertiser: string;
  impression_id: string | null;
  reasons: { kind: CauseKind | "other"; detail: string }[];
}
export type CaptureEvent =
  | VisitEvent
  | TrackerContactEvent
  | AdImpressionEvent
  | CompanyLinkEvent
  | DisclosureEvent;
export interface EventsResponse {
  results: { id: string; status: "accepted" | "duplicate" | "conflict" | "rejected"; reason?: string }[];
  accepted: number;
  duplicate: number;
  conflict: number;
  rejected: number;
}

export interface TopCause {
  kind: CauseKind;
  id: string;
  label: string;
  probability: number;
}
export interface ImpressionSummary {
  id: string;
  time: string;
  page_domain: string;
  page_url: string;
  adomain: string[];
  advertiser: string;
  text: string;
  width: number;
  height: number;
  verdict: Verdict;
  tier: Tier;
  sentence: string;
  top_cause: TopCause | null;
}
export interface Lift {
  log_odds: number;
  low: number;
  high: number;
  factor: number;
}
export interface EvidenceItem {
  visit_id: string;
  time: string;
  domain: string;
  title: string;
  source: string;
  kind: CauseKind;
  words: string[];
}
export interface KnowerItem {
  company: string;
  how: string;
  sites: string[];
  visit_ids: string[];
  in_delivery: boolean;
  /** The company that was there in its stead and passed its id of the person on. */
  told_by?: string | null;
}
export interface ContributionItem extends Lift {
  cause: { kind: CauseKind; id: string; label: string; sensitive: boolean };
  tier: Tier;
  reach: Reach;
  sentence: string;
  evidence: EvidenceItem[];
  knowers: KnowerItem[];
}
export interface CounterfactualItem {
  without_kind: "cause" | "site";
  without_id: string;
  cause_kind: CauseKind | null;
  label: string;
  verdict: Verdict;
  lift: Lift;
  sentence: string;
}
/** One thing that is taken away, to see what the answer would be without it. */
export type WithoutItem =
  | { kind: "cause"; cause_kind: CauseKind; id: string }
  | { kind: "trait" | "visit"; id: string }
  | { kind: "site"; domain: string }
  | { kind: "company"; name: string }
  | { kind: "last_days"; days: number };
export interface WhatIfSide {
  verdict: Verdict;
  tier: Tier;
  sentence: string;
  lift: Lift;
  top_cause: TopCause | null;
}
export interface WhatIfResponse {
  impression_id: string;
  label: string;
  sentence: string;
  tier: Tier;
  before: WhatIfSide;
  after: WhatIfSide;
}
export interface StatedItem {
  kind: string;
  source: string;
  detail: string;
  agrees: boolean | null;
  tier: "stated";
}
export interface Explanation {
  impression: ImpressionSummary;
  verdict: Verdict;
  tier: Tier;
  sentence: string;
  lift: Lift;
  stranger_lift: number;
  top_cause: TopCause | null;
  kinds: { kind: string; probability: number }[];
  campaign: { campaign_id: string; impressions: number; sites: number; first_seen: string };
  contributions: ContributionItem[];
  counterfactuals: CounterfactualItem[];
  stated: StatedItem[];
  observed_since: string;
  model_id: string;
  fidelity: number;
  caveats: string[];
}
export interface TraitItem {
  id: string;
  label: string;
  path: string[];
  kind: CauseKind;
  strength: number;
  level: "weak" | "medium" | "strong";
  visits: number;
  last_seen: string;
  sensitive: boolean;
  correction: Correction;
}
export interface TraitsResponse {
  traits: TraitItem[];
  observed_since: string;
}
export interface ProvenanceResponse {
  trait: TraitItem;
  evidence: (EvidenceItem & { weight: number; companies: string[] })[];
}
export interface Settings {
  retention_days: number;
  show_sensitive: boolean;
  use_stated_evidence: boolean;
  place: string | null;
}
export interface PairingAttemptResponse {
  attempt_id: string;
  salt: string;
  public_number: string;
}
export interface PairingResponse {
  profile_id: string;
  proof: string;
}
export interface TicketResponse {
  ticket: string;
  proof: string;
}
export interface InfoResponse {
  name: string;
  version: string;
  api: string;
  store_label: string | null;
  observed_since: string;
  model_id: string;
  taxonomy: string;
}
