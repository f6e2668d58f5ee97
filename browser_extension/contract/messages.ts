// Two registries of messages, kept apart on purpose: what a page's content script may say, and what our own pages may ask.
// The background checks `sender` once (messages from a content script can only use PageMessages) and dispatches by `type`.
import type {
  AdImpressionEvent, Correction, Explanation, ImpressionSummary, ProvenanceResponse, Settings, TraitsResponse, VisitEvent,
} from "./payloads";

/** What a content script may say. The URL, tab and frame are taken from `sender`, never from the message. */
export interface PageMessages {
  "page.visit": { request: Pick<VisitEvent, "title" | "headings" | "description" | "language" | "schema_types">; response: void };
  "page.ads": { request: { ads: FoundAd[] }; response: void };
}

/** One ad as a content script found it, before the background adds who delivered it. */
export interface FoundAd {
  /** Stable within one document: a later sighting of the same creative in the same slot has the same key. */
  key: string;
  finders: AdImpressionEvent["finders"];
  width: number;
  height: number;
  text: string;
  /** href values of the links inside, landing pages first; query strings are cut by the background. */
  links: string[];
  /** `id` of the slot element, used to join Prebid's ad unit code. */
  slot: string;
  /** src of the frame element that holds the ad, when the ad sits in a child frame. */
  frame_src: string;
  visible_seconds: number;
}

export type HealthState =
  | "recording" | "paused_here" | "private_window" | "not_recordable" | "unpaired" | "service_down" | "wrong_service" | "version_mismatch";

export interface PanelState {
  health: {
    state: HealthState; queued: number; dropped: number; last_ack: string | null; service_url: string;
    /** The latest time the service could not be reached; `until` is null while it lasts. Null or absent: none worth telling. */
    outage?: { since: string; until: string | null } | null;
  };
  page: { domain: string; paused: boolean };
  /** Non-null when the service holds demo or sample data: shown as a banner on every page. */
  store_label: string | null;
  observed_since: string | null;
  ads: ImpressionSummary[];
}

/** What our own pages (panel, popup, options) may ask of the background. Every answer is {ok: true, value} or {ok: false, problem}. */
export interface OwnMessages {
  "panel.state": { request: { tab_id: number | null }; response: PanelState };
  "panel.explanation": { request: { impression_id: string }; response: Explanation };
  "panel.traits": { request: Record<string, never>; response: TraitsResponse };
  "panel.provenance": { request: { trait_id: string }; response: ProvenanceResponse };
  "panel.correct_trait": { request: { trait_id: string; correction: Correction }; response: void };
  "panel.forget_visits": { request: { ids: string[] }; response: { visits: number } };
  "panel.forget_site": { request: { domain: string }; response: { visits: number } };
  "panel.pause_site": { request: { domain: string; paused: boolean }; response: void };
  "panel.feedback": { request: { impression_id: string; cause_kind: string; cause_id: string }; response: void };
  "panel.open_dashboard": { request: Record<string, never>; response: void };
  "options.pair": { request: { code: string }; response: void };
  "options.unpair": { request: Record<string, never>; response: void };
  "options.get": { request: Record<string, never>; response: OptionsState };
  "options.set_service_url": { request: { url: string }; response: void };
  "options.set_paused_sites": { request: { domains: string[] }; response: void };
  /** Extra filter rules (EasyList syntax) and company names (lines of `domain = Company`), as typed by the person. */
  "options.set_tracker_lists": { request: { rules: string; companies: string }; response: { rules: number; companies: number } };
  "options.set_settings": { request: Settings; response: Settings };
}

/** How a message of our own pages looks on the wire: its type beside the fields of its request. */
export type OwnMessage<K extends keyof OwnMessages> = { type: K } & OwnMessages[K]["request"];

export interface OptionsState {
  paired: boolean;
  service_url: string;
  paused_sites: string[];
  tracker_rules: string;
  tracker_companies: string;
  settings: Settings | null;
  lists_date: string;
}

export interface Problem { title: string; detail: string }
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Sent by the background to our own pages when something they show has changed. */
export interface StateChanged { type: "state.changed" }
