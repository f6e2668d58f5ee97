// The same files that the service's tests read: neither side can drift alone.
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import type {
  AdImpressionEvent,
  AlternativesResponse,
  Bid,
  BidderTold,
  CaptureEvent,
  CompanyLinkEvent,
  ConsentSignal,
  ContributionItem,
  CounterfactualItem,
  DisclosureEvent,
  EventsResponse,
  EvidenceItem,
  Explanation,
  ImpressionSummary,
  InfoResponse,
  KnowerItem,
  Lift,
  ProvenanceResponse,
  Settings,
  StatedItem,
  TopCause,
  TrackerContactEvent,
  TraitItem,
  TraitsResponse,
  VisitEvent,
} from "../contract/payloads";

const FOLDER = resolve(import.meta.dirname, "../../tests/payloads");
// biome-ignore lint/suspicious/noExplicitAny: the tests below say what is expected in it
const payload = (name: string): any => JSON.parse(readFileSync(resolve(FOLDER, `${name}.json`), "utf8"));

/** The names of all fields of a type: TypeScript refuses a list that lacks one or has one too many. */
const fields = <T>(names: Record<keyof Required<T>, true>): string[] => Object.keys(names).sort();

const LIFT = fields<Lift>({ log_odds: true, low: true, high: true, factor: true });
const TOP_CAUSE = fields<TopCause>({ kind: true, id: true, label: true, probability: true });
const BID = fields<Bid>({
  bidder: true,
  cpm: true,
  currency: true,
  cat: true,
  told_place: true,
  dsa_behalf: true,
  dsa_paid: true,
  dsa_params: true,
});
const VISIT = fields<VisitEvent>({
  type: true,
  id: true,
  time: true,
  url: true,
  domain: true,
  title: true,
  headings: true,
  description: true,
  language: true,
  schema_types: true,
  search_query: true,
});
const CONTACT = fields<TrackerContactEvent>({
  type: true,
  id: true,
  time: true,
  visit_id: true,
  company: true,
  domain: true,
  rule: true,
});
const IMPRESSION = fields<AdImpressionEvent>({
  type: true,
  id: true,
  time: true,
  visit_id: true,
  page_url: true,
  page_domain: true,
  adomain: true,
  crid: true,
  text: true,
  width: true,
  height: true,
  frame: true,
  visible_seconds: true,
  finders: true,
  delivery: true,
  bid: true,
  advertisers: true,
  claims: true,
});
const LINK = fields<CompanyLinkEvent>({
  type: true,
  id: true,
  time: true,
  visit_id: true,
  told_by: true,
  told: true,
  how: true,
});
const DISCLOSURE = fields<DisclosureEvent>({
  type: true,
  id: true,
  time: true,
  visit_id: true,
  platform: true,
  advertiser: true,
  impression_id: true,
  reasons: true,
});
const TOLD = fields<BidderTold>({
  bidder: true,
  company: true,
  segments: true,
  keywords: true,
  place: true,
  ids: true,
});
const CONSENT = fields<ConsentSignal>({
  framework: true,
  granted: true,
  refused: true,
  companies: true,
  opted_out: true,
  purposes: true,
});
const SUMMARY = fields<ImpressionSummary>({
  id: true,
  time: true,
  page_domain: true,
  page_url: true,
  adomain: true,
  advertiser: true,
  text: true,
  width: true,
  height: true,
  verdict: true,
  tier: true,
  sentence: true,
  top_cause: true,
});
const EXPLANATION = fields<Explanation>({
  impression: true,
  verdict: true,
  tier: true,
  sentence: true,
  lift: true,
  stranger_lift: true,
  top_cause: true,
  kinds: true,
  campaign: true,
  contributions: true,
  counterfactuals: true,
  stated: true,
  behind: true,
  observed_since: true,
  model_id: true,
  fidelity: true,
  caveats: true,
});
const CONTRIBUTION = fields<ContributionItem>({
  cause: true,
  log_odds: true,
  low: true,
  high: true,
  factor: true,
  tier: true,
  reach: true,
  sentence: true,
  evidence: true,
  knowers: true,
  twins: true,
  stands_in_for: true,
});
const EVIDENCE = fields<EvidenceItem>({
  visit_id: true,
  time: true,
  domain: true,
  title: true,
  source: true,
  kind: true,
  words: true,
  search_query: true,
});
const KNOWER = fields<KnowerItem>({ company: true, how: true, sites: true, visit_ids: true, in_delivery: true, told_by: true });
const COUNTERFACTUAL = fields<CounterfactualItem>({
  without_kind: true,
  without_id: true,
  cause_kind: true,
  label: true,
  verdict: true,
  lift: true,
  sentence: true,
});
const STATED = fields<StatedItem>({ kind: true, source: true, detail: true, agrees: true, tier: true });
const TRAIT = fields<TraitItem>({
  id: true,
  label: true,
  path: true,
  kind: true,
  strength: true,
  level: true,
  visits: true,
  last_seen: true,
  sensitive: true,
  correction: true,
});
const SETTINGS = fields<Settings>({
  retention_days: true,
  show_sensitive: true,
  use_stated_evidence: true,
  place: true,
});

const keys = (value: object | undefined): string[] => Object.keys(value ?? {}).sort();

test("the events that we send have the fields of the contract", () => {
  const [visit, contact, impression, link, card] = payload("events_request").events as CaptureEvent[];
  expect([visit, contact, impression, link, card].map(keys)).toEqual([VISIT, CONTACT, IMPRESSION, LINK, DISCLOSURE]);
  const { bid, finders, delivery } = impression as AdImpressionEvent;
  expect([keys(bid ?? {}), keys(finders[0]), keys(delivery[0])]).toEqual([
    BID,
    ["detail", "finder"],
    ["company", "domain", "how"],
  ]);
  const { advertisers, claims } = impression as AdImpressionEvent;
  expect([keys(advertisers[0]), keys(claims ?? {})]).toEqual([
    ["domain", "name", "source"],
    ["consents", "sellers", "told"],
  ]);
  expect([keys(claims?.told[0]), keys(claims?.consents[0])]).toEqual([TOLD, CONSENT]);
});

test("the answer to events names every event", () => {
  const answer = payload("events_response") as EventsResponse;
  expect(keys(answer)).toEqual(
    fields<EventsResponse>({ results: true, accepted: true, duplicate: true, conflict: true, rejected: true }),
  );
  expect(new Set(answer.results.map(({ status }) => status))).toEqual(
    new Set(["accepted", "duplicate", "conflict", "rejected"]),
  );
});

test("an explanation has the fields that the panel shows", () => {
  const explanation = payload("explanation_response") as Explanation;
  const [contribution, counterfactual, stated] = [
    explanation.contributions[0],
    explanation.counterfactuals[0],
    explanation.stated[0],
  ];
  expect(keys(explanation)).toEqual(EXPLANATION);
  expect([keys(explanation.impression), keys(explanation.lift), keys(explanation.top_cause ?? {})]).toEqual([
    SUMMARY,
    LIFT,
    TOP_CAUSE,
  ]);
  expect([keys(contribution), keys(contribution?.evidence[0]), keys(contribution?.knowers[0])]).toEqual([
    CONTRIBUTION,
    EVIDENCE,
    KNOWER,
  ]);
  expect([keys(counterfactual), keys(stated)]).toEqual([COUNTERFACTUAL, STATED]);
});

test("alternatives have the fields that the panel shows", () => {
  const found = payload("alternatives_response") as AlternativesResponse;
  expect(keys(found)).toEqual(
    fields<AlternativesResponse>({ impression_id: true, tier: true, smallest_change: true, instead: true }),
  );
  expect(keys(found.smallest_change ?? {})).toEqual(["actionable", "causes", "label", "sentence", "verdict"]);
  expect(keys(found.instead ?? {})).toEqual(["ads", "label", "sentence", "share", "share_without"]);
  expect(keys(found.instead?.ads[0])).toEqual(["advertiser", "impression_id", "share", "share_without", "text"]);
});

test("lists of ads, traits and evidence have their fields", () => {
  expect(keys(payload("impressions_response").impressions[0])).toEqual(SUMMARY);
  expect(keys(payload("traits_response"))).toEqual(fields<TraitsResponse>({ traits: true, observed_since: true }));
  expect(keys(payload("traits_response").traits[0])).toEqual(TRAIT);
  expect(keys(payload("provenance_response"))).toEqual(fields<ProvenanceResponse>({ trait: true, evidence: true }));
  expect(keys(payload("provenance_response").evidence[0])).toEqual([...EVIDENCE, "companies", "weight"].sort());
});

test("settings, identity and pairing have their fields", () => {
  const info = fields<InfoResponse>({
    name: true,
    version: true,
    api: true,
    store_label: true,
    observed_since: true,
    model_id: true,
    taxonomy: true,
  });
  expect([keys(payload("settings_request")), keys(payload("settings_response"))]).toEqual([SETTINGS, SETTINGS]);
  expect(keys(payload("info_response"))).toEqual(info);
  expect([keys(payload("pairing_attempt_request")), keys(payload("pairing_attempt_response"))]).toEqual([
    ["public_number"],
    ["attempt_id", "public_number", "salt"],
  ]);
  expect([keys(payload("pairing_request")), keys(payload("pairing_response"))]).toEqual([
    ["attempt_id", "name", "proof"],
    ["profile_id", "proof"],
  ]);
  expect([keys(payload("ticket_request")), keys(payload("ticket_response"))]).toEqual([
    ["holder_id", "nonce"],
    ["proof", "ticket"],
  ]);
});

test("the small requests of the panel are as the service reads them", () => {
  expect(payload("feedback_request")).toEqual({ cause: { kind: "interest", id: "677" }, opinion: "wrong" });
  expect([keys(payload("trait_patch_request")), keys(payload("visits_delete_request"))]).toEqual([
    ["correction"],
    ["ids"],
  ]);
  expect(payload("deletion_response").erased).toHaveProperty("visits");
  expect(keys(payload("dashboard_login_response"))).toContain("url");
});

test("no message of the contract is unknown here", () => {
  const known = [
    "alternatives_response",
    "dashboard_login_response",
    "deletion_response",
    "diet_response",
    "events_request",
    "events_response",
    "explanation_response",
    "feedback_request",
    "feedback_response",
    "health_response",
    "impressions_response",
    "info_response",
    "pairing_attempt_request",
    "pairing_attempt_response",
    "pairing_code_response",
    "pairing_request",
    "pairing_response",
    "problem_response",
    "provenance_response",
    "settings_request",
    "settings_response",
    "ticket_request",
    "ticket_response",
    "trait_patch_request",
    "trait_patch_response",
    "traits_response",
    "visits_delete_request",
  ];
  expect(readdirSync(FOLDER).map((name) => name.replace(".json", ""))).toEqual(expect.arrayContaining(known));
});
