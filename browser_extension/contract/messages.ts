// Two registries of messages, kept apart on purpose: what a page's content script may say, and what our own pages may
// ask. The background checks `sender` once (messages from a content script can only use PageMessages) and dispatches
// by `type`.
import type {
  AdImpressionEvent,
  AlternativesResponse,
  Correction,
  Explanation,
  ImpressionSummary,
  ProvenanceResponse,
  ServiceProblemCode,
  Settings,
  TraitsResponse,
  VisitEvent,
  WhatIfResponse,
  WithoutItem,
} from "./payloads";

/** What a content script may say. The URL, tab and frame are taken from `sender`, never from the message. */
export interface PageMessages {
  /** Answered with whether this page is recorded; only then does the content script look for ads. */
  "page.visit": {
    request: Pick<VisitEvent, "title" | "headings" | "description" | "language" | "schema_types"> & {
      /** A field for a password is on screen: this is where people log in, and nothing of it is noted. */
      asks_password?: boolean;
    };
    response: { recording: boolean; seen_after_seconds: number };
  };
  /** Ids in the site's own cookies, to see who is sent them. Compared in memory, kept nowhere. */
  "page.own_ids": { request: { ids: string[] }; response: void };
  /** What a platform's own card says about an ad, opened by the person on the platform's page. */
  "page.card": { request: { card: { advertiser: string; reasons: string[] } }; response: void };
  "page.rules": { request: PageFeatures; response: PageRules };
  /**
   * Ads that have come to the page or moved on it, seen or not, and the keys of those that have gone. Only ads that were
   * looked at long enough come as `page.ads`.
   */
  "page.loaded": { request: { ads: LoadedAd[]; gone: string[] }; response: void };
  "page.ads": { request: { ads: FoundAd[] }; response: void };
  /** Which ads of this page are explained: asked when the background says that this may have changed. */
  "page.marks": { request: Record<string, never>; response: { marks: AdMark[] } };
  /** The person clicked an ad's mark: `key` is the ad's, as it was reported. */
  "page.open_panel": { request: { key: string }; response: void };
}

/** What one mark in a page says. Only the content script's own closed shadow root ever shows it. */
export interface AdMark {
  key: string;
  sentence: string;
  /** The sentence with what a click does, for screen readers. */
  spoken: string;
  /** Names no reason, so that it may stay in the background. */
  quiet: boolean;
}

/** Where a page's message came from, as the browser says it. */
export interface PageSender {
  tab_id: number;
  frame_id: number;
  document_id: string | null;
  url: string;
}

/**
 * What the filter lists and the browser's own records are asked about: addresses of frames, images and scripts, and the page's ids, classes and
 * links.
 */
export interface PageFeatures {
  urls: string[];
  ids: string[];
  classes: string[];
  hrefs: string[];
  /** Places of sealed frames of an advertising size: what did the browser see of them? */
  frames: number[][];
}

export interface PageRules {
  /** Address -> exact text of the rule that matches it. Addresses without a rule are left out. */
  requests: Record<string, string>;
  /** Cosmetic selectors of the lists that may match something on this page. */
  selectors: string[];
  /** Ids of elements that the page's own auction (Prebid, GPT) names as ad slots. */
  ad_units: string[];
  /** Those of the asked links that lead through a host known to deliver or count ads. */
  ad_links: string[];
  /** Place of a frame, joined by dots -> what was seen of an ad in it. Frames without anything are left out. */
  ad_frames: Record<string, string>;
}

/** An ad that stands on the page: where, how large, and why it was taken for one. */
export interface LoadedAd {
  /** Names the place of the ad within one document. */
  key: string;
  finders: AdImpressionEvent["finders"];
  /** From the top left corner of the page, in CSS pixels, where it stood when it was found. */
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One ad as a content script found it, before the background adds who delivered it. */
export interface FoundAd {
  /** Names the place of the ad within one document. The background decides whether its creative is a new one. */
  key: string;
  finders: AdImpressionEvent["finders"];
  width: number;
  height: number;
  text: string;
  /** href values of the links inside, as they stand in the page. */
  links: string[];
  /** Addresses of images, scripts and frames inside. */
  resources: string[];
  /** Ids of the element and of its nearest relatives, used to join the auction's ad units. */
  slot_ids: string[];
  frame: AdImpressionEvent["frame"];
  /** Where the ad's frames are: positions in `window.frames`, level by level, from the reporting document down. */
  frame_paths: number[][];
  visible_seconds: number;
}

/** What the background may ask a content script (by `tabs.sendMessage`, which no page can hear or send). */
export interface ContentMessages {
  /** Asked of a child frame: where am I among my parent's frames, and what do I show? */
  "frame.content": { request: Record<string, never>; response: FrameContent };
  /** The address changed without a new document: read the page again. */
  "page.changed": { request: Record<string, never>; response: void };
  /** Ads of this page have been explained, or marks were switched on or off: ask for them again. */
  "marks.changed": { request: Record<string, never>; response: void };
}

export interface FrameContent {
  position: number;
  text: string;
  links: string[];
  resources: string[];
}

export type HealthState =
  | "recording"
  | "paused_here"
  /** A sensitive site, a login page, or one of the person's own rules: nothing of it is noted. */
  | "sensitive_site"
  | "private_window"
  | "not_recordable"
  | "unpaired"
  /** The page was open before this browser was paired. */
  | "opened_unpaired"
  /** The service no longer takes this browser's token; events are kept meanwhile. */
  | "token_refused"
  | "service_down"
  | "wrong_service"
  | "version_mismatch";

export interface PanelState {
  health: {
    state: HealthState;
    queued: number;
    dropped: number;
    last_ack: string | null;
    service_url: string;
    /**
     * The latest time the service could not be reached; `until` is null while it lasts. Null or absent: none worth
     * telling.
     */
    outage?: { since: string; until: string | null } | null;
  };
  page: { domain: string; paused: boolean };
  /** The platform's card that the person opened last on this page, and whether it could be read. */
  card?: { platform: string; is_read: boolean } | null;
  /** Non-null when the service holds demo or sample data: shown as a banner on every page. */
  store_label: string | null;
  observed_since: string | null;
  ads: ImpressionSummary[];
  /** The ad whose mark in the page was clicked: the panel opens at it. */
  focus_ad: string | null;
}

export type StartChoice = "record" | "record_without_sensitive" | "look_around";

export type LanguageChoice = "auto" | "en" | "de";

/** How Whyad shows itself, kept in this browser. */
export interface FaceSettings {
  /** `auto` follows the browser. */
  language: LanguageChoice;
  /** A small mark in the corner of each explained ad. */
  show_marks: boolean;
}

/**
 * What our own pages (panel, popup, options) may ask of the background. Every answer is {ok: true, value} or {ok:
 * false, problem}.
 */
export interface OwnMessages {
  "panel.state": { request: { tab_id: number | null }; response: PanelState };
  "panel.explanation": { request: { impression_id: string }; response: Explanation };
  /** Every ad seen since midnight, latest first. */
  "panel.today": { request: Record<string, never>; response: ImpressionSummary[] };
  /** The answer for an ad as if all these things were not so. */
  "panel.what_if": { request: { impression_id: string; without: WithoutItem[] }; response: WhatIfResponse };
  /** The smallest change of the verdict, and the ads that would have stood there then. */
  "panel.alternatives": { request: { impression_id: string }; response: AlternativesResponse };
  "panel.traits": { request: Record<string, never>; response: TraitsResponse };
  "panel.provenance": { request: { trait_id: string }; response: ProvenanceResponse };
  "panel.correct_trait": { request: { trait_id: string; correction: Correction }; response: void };
  "panel.forget_trait": { request: { trait_id: string }; response: { visits: number } };
  "panel.forget_visits": { request: { ids: string[] }; response: { visits: number } };
  "panel.forget_site": { request: { domain: string }; response: { visits: number } };
  "panel.pause_site": { request: { domain: string; paused: boolean }; response: void };
  "panel.feedback": { request: { impression_id: string; cause_kind: string; cause_id: string }; response: void };
  /** What a reader calls the company behind each domain. */
  "panel.companies": { request: { domains: string[] }; response: Record<string, CompanyName> };
  "panel.open_dashboard": { request: Record<string, never>; response: void };
  "face.get": { request: Record<string, never>; response: FaceSettings };
  "face.set": { request: FaceSettings; response: FaceSettings };
  /** How the person wants to begin; `look_around` records nothing. */
  "start.choose": { request: { choice: StartChoice }; response: void };
  "options.pair": { request: { code: string }; response: void };
  "options.unpair": { request: Record<string, never>; response: void };
  "options.get": { request: Record<string, never>; response: OptionsState };
  "options.set_service_url": { request: { url: string }; response: void };
  "options.set_paused_sites": { request: { domains: string[] }; response: void };
  /** Extra filter rules (EasyList syntax) and company names (lines of `domain = Company`), as typed by the person. */
  "options.set_tracker_lists": {
    request: { rules: string; companies: string };
    response: { rules: number; companies: number };
  };
  /** Whether sensitive sites are left out, and the person's own rules: domains, beginnings of addresses, words. */
  "options.set_sensitive": { request: { skip: boolean; rules: string[] }; response: void };
  /** An e-mail address or number of the person's own, to see its hash leave. Only hashes of it are kept, here alone. */
  "options.add_address": { request: { text: string }; response: void };
  "options.remove_address": { request: { position: number }; response: void };
  "options.set_settings": { request: Settings; response: Settings };
}

/** The name that a company is known by at a domain, and who owns it: the same name where it owns itself. */
export interface CompanyName {
  brand: string;
  owner: string;
}

/** How a message of our own pages looks on the wire: its type beside the fields of its request. */
export type OwnMessage<K extends keyof OwnMessages> = { type: K } & OwnMessages[K]["request"];

export interface OptionsState {
  paired: boolean;
  /** Paired, but the service no longer takes this browser's token: another code is needed. */
  token_refused: boolean;
  service_url: string;
  paused_sites: string[];
  /** Absent means as after the installation: left out, without further rules. */
  skip_sensitive?: boolean;
  sensitive_rules?: string[];
  /** The person's own addresses, masked: what is kept cannot be shown. Absent means none. */
  own_addresses?: { kind: "email" | "phone"; masked: string }[];
  tracker_rules: string;
  tracker_companies: string;
  settings: Settings | null;
  lists_date: string;
}

export type ProblemCode =
  | ServiceProblemCode
  | "unreachable"
  /** What answers is not the service this browser was paired with. */
  | "not_ours"
  /** The background does not answer its own pages. */
  | "silent"
  | "not_a_code"
  | "bad_address"
  | "bad_service_url"
  | "company_line"
  | "service_not_told"
  | "foreign_dashboard";

/** What went wrong, by its code: our pages say it in the person's language. */
export interface Problem {
  code: ProblemCode;
  /** The line of a typed list that cannot be read. */
  line?: number;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Sent by the background to our own pages when something they show has changed. */
export interface StateChanged {
  type: "state.changed";
}
