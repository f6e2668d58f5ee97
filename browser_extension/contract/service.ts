// Made by scripts/typescript_types.py from the service's OpenAPI document; `make types` makes it again.
// Optional fields of requests have a default in the service; answers leave out what is optional.

/** An ad of the person's own log and its share of this place, among the ads that are known. */
export interface AdInsteadItem {
  impression_id: string;
  advertiser: string;
  text: string;
  share: number;
  share_without: number;
}

/** The ad that was shown. */
export interface AdLine {
  /** The same for every showing of one creative. */
  ad_id: string;
  /** Advertiser domains, the main one first. */
  adomain?: string[];
  /** IAB Content Taxonomy 3.1 ids, likeliest first. */
  cat?: string[];
  /** Only 9, IAB Content Taxonomy 3.1. */
  cattax?: 9;
  /** Companies in the delivery chain. */
  vendors?: string[];
  /** Winning price for a thousand impressions. */
  price?: number | null;
  /** Product numbers shown. */
  products?: string[];
  /** Places that the ad's text names. */
  places?: string[];
  /** Moments that the ad's text names, such as evening. */
  moments?: string[];
}

/** One hint at who advertises; best first in an impression. */
export interface AdvertiserHint {
  source: "link" | "click_chain" | "bid" | "payer" | "frame_name" | "visible_text" | "brand";
  domain?: string | "";
  name?: string;
}

/** What it would have taken for another verdict, and which known ads would have stood there then. Modelled. */
export interface AlternativesResponse {
  impression_id: string;
  tier?: "modelled";
  smallest_change: SmallestChangeItem | null;
  instead: InsteadItem | null;
}

/** One answer, in short. */
export interface AnswerItem {
  verdict: Verdict;
  tier: EvidenceTier;
  sentence: string;
  lift: Lift;
  top_cause: TopCauseItem | null;
}

/** Who is behind an ad. `told`, `sellers` and `consents` are claimed by the page, never proven. */
export interface BehindItem {
  advertisers: AdvertiserHint[];
  deliverers: DelivererItem[];
  links: CompanyLinkItem[];
  told: ToldItem[];
  sellers: string[];
  consents: ConsentSignal[];
}

/** What has been seen of the ad's campaign so far. */
export interface CampaignItem {
  campaign_id: string;
  impressions: number;
  sites: number;
  first_seen: string;
}

/** How a campaign chooses its audience; one expert of the base model each. */
export type CampaignKind = "interest" | "look_alike" | "retargeting" | "contextual" | "place_time" | "run_of_network";

/** A cause with its name in plain words. */
export interface CauseItem {
  kind: CauseKind;
  id: string;
  label: string;
  sensitive: boolean;
}

/** What could have moved the choice of an ad. */
export type CauseKind = "interest" | "purchase_intent" | "retargeting" | "advertiser_list" | "demographic" | "place_time_device" | "page_context";

/** One thing that must work. */
export interface CheckItem {
  name: string;
  ok: boolean;
  detail: string;
}

/** What the page said about one of its ads; claimed, never proven. */
export interface Claims {
  told?: Told[];
  sellers?: string[];
  consents?: ConsentSignal[];
}

/** One company was seen passing an id or a hashed address of the person on to another. */
export interface CompanyLinkEvent {
  type: "company_link";
  id: string;
  time: string;
  visit_id: string;
  told_by: string;
  told: string;
  how: "redirect" | "shared_id" | "site_id" | "hashed_email" | "hashed_phone";
}

/**
 * Who passed what of the person on to whom, up to the ad; where and when that was seen last, and how often.
 *
 * `in_delivery` means that the company that was told took part in the ad.
 */
export interface CompanyLinkItem {
  told_by: string;
  told: string;
  how: "redirect" | "shared_id" | "site_id" | "hashed_email" | "hashed_phone";
  site: string;
  time: string;
  times: number;
  in_delivery: boolean;
}

/** A consent signal: who of the ad's delivery was given consent, and to which of IAB Europe's purposes. */
export interface ConsentSignal {
  framework: "tcf" | "gpp" | "gpc";
  granted?: string[];
  refused?: string[];
  companies?: number;
  opted_out?: boolean | null;
  purposes?: number[] | null;
}

/** Place, language, device and moment. */
export interface ContextLine {
  /** Place as told to bidders. */
  place?: string | null;
  language?: string | null;
  device?: string | null;
  /** Such as evening or weekend. */
  moments?: string[];
}

/** How much one cause moved the ad towards (+) or away from (-) this person. */
export interface ContributionItem {
  log_odds: number;
  low: number;
  high: number;
  factor: number;
  cause: CauseItem;
  tier: EvidenceTier;
  reach: Reach;
  sentence: string;
  evidence: EvidenceItem[];
  knowers: KnowerItem[];
  twins: TwinsItem | null;
  stands_in_for: StandInItem[];
}

/** What the person said about a trait. */
export interface CorrectionRow {
  type: "correction";
  topic: string;
  correction: "not_me" | "muted";
  corrected_at: string;
}

/** The answer without something, computed again. */
export interface CounterfactualItem {
  without_kind: "cause" | "site";
  without_id: string;
  cause_kind: CauseKind | null;
  label: string;
  verdict: Verdict;
  lift: Lift;
  sentence: string;
}

/** Everything to leave out, all at once. */
export interface CounterfactualRequest {
  without: (WithoutCause | WithoutTrait | WithoutVisit | WithoutSite | WithoutCompany | WithoutLastDays)[];
}

/** The answer as it is, and computed again without what was left out. Modelled, both of them. */
export interface CounterfactualResponse {
  impression_id: string;
  label: string;
  sentence: string;
  tier?: "modelled";
  before: AnswerItem;
  after: AnswerItem;
}

/** An address that signs one browser in, once. */
export interface DashboardLoginResponse {
  url: string;
  expires: string;
}

/** A one-time code, typed or taken from the address. */
export interface DashboardSessionRequest {
  code: string;
}

/** The key that dashboard pages send as a header. The cookie alone opens nothing. */
export interface DashboardSessionResponse {
  key: string;
  expires: string;
}

/**
 * A receipt: counts only, never what it was.
 *
 * Until `completed_at` the rows are gone, but a program that reads the database keeps some of their bytes from being
 * overwritten; `waiting_for` names it. `model_id` is the shipped model, which learns from nobody: it is the same
 * as before.
 */
export interface DeletionResponse {
  id: string;
  what: "visits" | "site" | "trait" | "hours" | "company" | "everything";
  time: string;
  erased: ErasedItem;
  model_id: string | null;
  completed_at: string | null;
  waiting_for: string[];
  note: string;
}

/** An ad that a company had a part in delivering. */
export interface DeliveredAd {
  impression_id: string;
  time: string;
  page_domain: string;
  advertiser: string;
  how: string;
}

/** A company that had a part in delivering the ad: in which roles, and by which of its domains. */
export interface DelivererItem {
  company: string;
  roles: ("frame" | "request" | "bidder" | "ad_server")[];
  domains: string[];
}

/** What the ads seen lately were about. */
export interface DietResponse {
  since: string;
  impressions: number;
  shares: DietShare[];
  waiting?: number;
}

/** How many of the ads were about this. */
export interface DietShare {
  verdict: Verdict;
  count: number;
  share: number;
}

/** A platform's own reasons for an ad, read from a card that the person opened. */
export interface DisclosureEvent {
  type: "disclosure";
  id: string;
  time: string;
  visit_id: string;
  platform: "google" | "meta" | "x";
  advertiser?: string;
  impression_id?: string | null;
  reasons?: Reason[];
}

/** How many rows are gone. `deliveries` are ads that stay, but no longer name a forgotten company. */
export interface ErasedItem {
  visits: number;
  tracker_contacts: number;
  impressions: number;
  deliveries: number;
  opinions: number;
}

/**
 * What became of one event.
 *
 * `duplicate` means that it is held already: as good as accepted. `conflict` means that another event is held
 * under its id; that one stays as it is. (A request of this one event is answered 409 instead.)
 */
export interface EventResult {
  id: string;
  status: "accepted" | "duplicate" | "conflict" | "rejected";
  reason?: string | null;
}

/** A batch of events, in the order they happened. */
export interface EventsRequest {
  events: (VisitEvent | TrackerContactEvent | ImpressionEvent | CompanyLinkEvent | DisclosureEvent)[];
}

/** What became of each event; all accepted ones are on disk. */
export interface EventsResponse {
  results: EventResult[];
  accepted: number;
  duplicate: number;
  conflict: number;
  rejected: number;
}

/** One visit that speaks for a cause, the words or facts that mattered, and what was searched for, if anything. */
export interface EvidenceItem {
  visit_id: string;
  time: string;
  domain: string;
  title: string;
  source: string;
  kind: CauseKind;
  words: string[];
  search_query: string | null;
}

/** How a statement is known, strongest first. */
export type EvidenceTier = "stated" | "measured" | "modelled" | "unknown";

/** Why one ad was shown, as far as it can be known now. */
export interface ExplanationResponse {
  impression: ImpressionSummary;
  verdict: Verdict;
  tier: EvidenceTier;
  sentence: string;
  lift: Lift;
  stranger_lift: number;
  top_cause: TopCauseItem | null;
  kinds: KindItem[];
  campaign: CampaignItem;
  contributions: ContributionItem[];
  counterfactuals: CounterfactualItem[];
  stated: StatedItem[];
  behind: BehindItem;
  observed_since: string;
  model_id: string;
  fidelity: number;
  caveats: string[];
}

/** The cause that an opinion is about. */
export interface FeedbackCause {
  kind: CauseKind;
  id: string;
}

/** What the person thinks of one cause of an ad. */
export interface FeedbackRequest {
  cause: FeedbackCause;
  opinion: "wrong" | "right";
}

/** The opinion as it was kept. */
export interface FeedbackResponse {
  impression_id: string;
  opinion: "wrong" | "right";
  time: string;
}

/** What the person thinks of one cause of an ad. */
export interface FeedbackRow {
  type: "feedback";
  impression_id: string;
  cause_kind: CauseKind;
  cause_id: string;
  opinion: "wrong" | "right";
  given_at: string;
}

/** Why something on a page was taken for an ad. */
export interface Finder {
  finder: string;
  detail?: string;
}

/** The hash of the id of a contact or an ad that was forgotten. */
export interface ForgottenEventRow {
  type: "forgotten_event";
  id_hash: string;
}

/** A stretch of time that was forgotten. */
export interface ForgottenTimeRow {
  type: "forgotten_time";
  since: string;
  until: string;
}

/** The hash of the id of a visit that was forgotten. */
export interface ForgottenVisitRow {
  type: "forgotten_visit";
  id_hash: string;
}

/** Whether the service works. Counts are told to paired callers only. */
export interface HealthResponse {
  status: "ok" | "degraded";
  checks: CheckItem[];
}

/** One company in an ad's delivery chain. */
export interface Hop {
  domain: string;
  company: string;
  how: "frame" | "request" | "bidder" | "ad_server";
}

/** A stretch of time to forget; `until` itself is not part of it. */
export interface HoursDeleteRequest {
  since: string;
  until: string;
}

/** Where rows will come from, and how many. For now there is one source: an export of Whyad's own. */
export interface ImportRequest {
  source: "whyad";
  rows: number;
}

/** How an import is going. `done` of `rows` are dealt with; what is held already counts as `duplicate`. */
export interface ImportResponse {
  id: string;
  source: "whyad";
  status: "receiving" | "done";
  started: string;
  finished: string | null;
  rows: number;
  done: number;
  accepted: number;
  duplicate: number;
  conflict: number;
  rejected: number;
}

/** A batch of rows, in the order of the export. */
export interface ImportRowsRequest {
  rows: (VisitEvent | TrackerContactEvent | ImpressionEvent | CompanyLinkEvent | DisclosureEvent | CorrectionRow | FeedbackRow | SettingsRow | ForgottenVisitRow | ForgottenEventRow | ForgottenTimeRow | ReceiptRow)[];
}

/** One ad that was shown. */
export interface ImpressionEvent {
  type: "impression";
  id: string;
  time: string;
  visit_id: string;
  page_url: string;
  page_domain: string;
  adomain?: string[];
  crid?: string | null;
  text?: string;
  width?: number;
  height?: number;
  frame?: "top" | "friendly" | "cross_origin";
  visible_seconds?: number;
  finders?: Finder[];
  delivery?: Hop[];
  bid?: WinningBid | null;
  advertisers?: AdvertiserHint[];
  claims?: Claims | null;
}

/** One line: everything known about one person when one ad was shown. */
export interface ImpressionLine {
  /** Unique in the log. */
  impression_id: string;
  person_id: string;
  /** RFC 3339 with seconds and zone. */
  time: string;
  page: PageLine;
  ad: AdLine;
  traits?: TraitLine[];
  context?: ContextLine;
  /** Days since the last visit, by registrable domain; all that advertise. */
  visited_advertisers?: Record<string, number>;
  /** Companies that saw the visits, by registrable domain; left out if unknown. */
  advertiser_vendors?: Record<string, string[]>;
  /** Products of the ad's advertiser that the person had looked at, as in ad.products. */
  viewed_products?: string[];
  /** Days since the first thing known of this person. */
  observed_days?: number;
  stated?: StatedLine[];
}

/** One ad in a list, with its one sentence. */
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
  tier: EvidenceTier;
  sentence: string;
  top_cause: TopCauseItem | null;
}

/** Ads, newest first. `next_cursor` asks for the page after this one. */
export interface ImpressionsResponse {
  impressions: ImpressionSummary[];
  next_cursor: string | null;
}

/** Who answers here, and since when it has been watching. */
export interface InfoResponse {
  name: string;
  version: string;
  api: string;
  store_label: string | null;
  observed_since: string;
  model_id: string;
  taxonomy: string;
}

/** Who would have gained this place without some causes, the greatest gain first. */
export interface InsteadItem {
  label: string;
  sentence: string;
  share: number;
  share_without: number;
  ads: AdInsteadItem[];
}

/** How probable it is that the campaign chooses its audience in this way. */
export interface KindItem {
  kind: CampaignKind;
  probability: number;
}

/** A company that could have known a cause. */
export interface KnowerItem {
  company: string;
  how: string;
  sites: string[];
  visit_ids: string[];
  in_delivery: boolean;
  told_by: string | null;
}

/** A figure in log odds with its 90 % interval, and as a factor. */
export interface Lift {
  log_odds: number;
  low: number;
  high: number;
  factor: number;
}

/** How much one cause of a logged ad moved it; a log holds no visits to show. */
export interface LoggedContributionItem {
  log_odds: number;
  low: number;
  high: number;
  factor: number;
  cause: CauseItem;
  tier: EvidenceTier;
  reach: Reach;
  sentence: string;
}

/** Why the ad of an impression log's line was shown. Nothing of it was stored. */
export interface LoggedExplanationResponse {
  impression_id: string;
  verdict: Verdict;
  tier: EvidenceTier;
  sentence: string;
  lift: Lift;
  stranger_lift: number;
  top_cause: TopCauseItem | null;
  kinds: KindItem[];
  contributions: LoggedContributionItem[];
  counterfactuals: CounterfactualItem[];
  stated: StatedItem[];
  model_id: string;
  fidelity: number;
}

/** A model that can answer. `trees_sha256` is over the file of its trees; `learns` says from what. */
export interface ModelItem {
  id: string;
  is_current: boolean;
  trees_sha256: string;
  taxonomy: string;
  kinds: string[];
  members: number;
  columns: number;
  learns: string;
}

/** The models at hand. There is one: the shipped one. */
export interface ModelsResponse {
  models: ModelItem[];
}

/** The page the ad stood on. */
export interface PageLine {
  /** Registrable domain of the page. */
  domain: string;
  /** IAB Content Taxonomy 3.1 ids, likeliest first. */
  cat?: string[];
  /** Only 9, IAB Content Taxonomy 3.1. */
  cattax?: 9;
}

/** The browser's number of SRP-6a (RFC 5054), in hexadecimal digits. */
export interface PairingAttemptRequest {
  public_number: string;
}

/** The service's number and salt, with which the browser can prove that it knows the code. */
export interface PairingAttemptResponse {
  attempt_id: string;
  salt: string;
  public_number: string;
}

/** A one-time code for a browser or a dashboard. */
export interface PairingCodeResponse {
  code: string;
  expires: string;
}

/** A paired browser profile. */
export interface PairingItem {
  profile_id: string;
  name: string;
  paired_at: string;
}

/** The browser's proof that it knows the code, and what to call it. The code itself is not sent. */
export interface PairingRequest {
  attempt_id: string;
  proof: string;
  name: string;
}

/** The service's proof in return. Both sides now have the same secret, which was not sent either. */
export interface PairingResponse {
  profile_id: string;
  proof: string;
}

/** All paired browser profiles. */
export interface PairingsResponse {
  pairings: PairingItem[];
}

/** One field that cannot be used: a JSON Pointer into the request and what was expected there. */
export interface ProblemDetail {
  pointer: string;
  detail: string;
  code: string;
}

/**
 * An error after RFC 9457. `instance` is the route, never the address with its ids.
 *
 * `code` says what it is to programs, so that each can say it in the person's language; `detail` is English.
 */
export interface ProblemResponse {
  type?: string;
  code: "refused" | "unpaired" | "not_held" | "wrong_code" | "locked" | "busy" | "damaged" | "no_model" | "disk_full" | "fault";
  title: string;
  status: number;
  detail: string;
  instance?: string | null;
  errors?: ProblemDetail[];
}

/** A trait and every visit behind it. */
export interface ProvenanceResponse {
  trait: TraitItem;
  evidence: TraitEvidenceItem[];
}

/** Whether a company in an ad's delivery could have carried a cause to it. */
export type Reach = "reachable" | "unreachable" | "unknown";

/** One reason on a platform's card, in the card's own words. */
export interface Reason {
  kind: CauseKind | "other";
  detail: string;
}

/** A receipt for something that was forgotten. */
export interface ReceiptRow {
  type: "receipt";
  id: string;
  erased_at: string;
  what: "visits" | "site" | "trait" | "hours" | "company" | "everything";
  visits: number;
  tracker_contacts: number;
  impressions: number;
  deliveries: number;
  opinions: number;
  model_id: string | null;
  completed_at: string | null;
  waiting_for: string[];
}

/** Receipts, newest first. `next_cursor` asks for the page after this one. */
export interface ReceiptsResponse {
  receipts: DeletionResponse[];
  next_cursor: string | null;
}

/** One right. */
export type Scope = "capture" | "read" | "control" | "admin";

/** What the person set. `place` is a city or region they say they are in. */
export interface SettingsMessage {
  retention_days: number;
  show_sensitive: boolean;
  use_stated_evidence: boolean;
  place: string | null;
}

/** The settings, and when watching began. */
export interface SettingsRow {
  type: "settings";
  made_at: string;
  retention_days: number;
  show_sensitive: boolean;
  use_stated_evidence: boolean;
  place: string | null;
}

/** The fewest causes without which the verdict would be another one, confirmed by computing the answer again. */
export interface SmallestChangeItem {
  causes: CauseItem[];
  label: string;
  sentence: string;
  verdict: Verdict;
  actionable: boolean;
}

/**
 * A sensitive topic that `visits` of the `of` visits behind a harmless trait speak for as well.
 *
 * `low` is the lower end of the interval of that share; below one half nothing is said.
 */
export interface StandInItem {
  cause: CauseItem;
  visits: number;
  of: number;
  low: number;
  sentence: string;
}

/** What a platform or a bid said itself. */
export interface StatedItem {
  kind: string;
  source: string;
  detail: string;
  agrees: boolean | null;
  tier?: "stated";
}

/** What the ad, the bid or the platform said itself. */
export interface StatedLine {
  /** A kind of cause, or profiling, contextual, precise_place. */
  kind: string;
  /** Who said it, such as dsa. */
  source: string;
  /** What the cause is about, such as a topic id. */
  id?: string;
  /** Whatever else was said. */
  detail?: string;
}

/** Who wants to ask something, and a random text that the service has to answer to. */
export interface TicketRequest {
  holder_id: string;
  nonce: string;
}

/** A ticket for one request, and the proof that this is the service that the holder knows. */
export interface TicketResponse {
  ticket: string;
  proof: string;
}

/** A script that has a token. */
export interface TokenItem {
  id: string;
  name: string;
  scopes: Scope[];
  made_at: string;
}

/** What to call a script, and what it may do. */
export interface TokenRequest {
  name: string;
  scopes: Scope[];
}

/** The token of a script. It is shown once; only its hash is kept. */
export interface TokenResponse {
  id: string;
  token: string;
}

/** All scripts that have a token. */
export interface TokensResponse {
  tokens: TokenItem[];
}

/** What the page says that it told one bidder about the person. */
export interface Told {
  bidder: string;
  company: string;
  segments?: string[];
  keywords?: string[];
  place?: string | null;
  ids?: string[];
}

/** What the page says that it told one bidder, and whether that bidder took part in the ad. */
export interface ToldItem {
  bidder: string;
  company: string;
  segments?: string[];
  keywords?: string[];
  place?: string | null;
  ids?: string[];
  in_delivery: boolean;
}

/** The cause most probably on top. */
export interface TopCauseItem {
  kind: CauseKind;
  id: string;
  label: string;
  probability: number;
}

/** A request that a visited page made to a tracking company. */
export interface TrackerContactEvent {
  type: "tracker_contact";
  id: string;
  time: string;
  visit_id: string;
  company: string;
  domain: string;
  rule?: string;
}

/** A company in the list: how often it was met, on how many sites, and the sites where it was met most. */
export interface TrackerItem {
  company: string;
  contacts: number;
  sites: number;
  top_sites: TrackerSite[];
}

/** One company: the visits on which it was, all its sites and domains, and the newest ads it delivered. */
export interface TrackerResponse {
  company: string;
  visits: number;
  contacts: number;
  first_seen: string | null;
  last_seen: string | null;
  domains: string[];
  sites: TrackerSite[];
  ads: DeliveredAd[];
}

/** A site on which a company was met, and how often. */
export interface TrackerSite {
  domain: string;
  contacts: number;
}

/** Companies, those met most often first. `next_cursor` asks for the page after this one. */
export interface TrackersResponse {
  trackers: TrackerItem[];
  next_cursor: string | null;
}

/** One visit behind a trait, what it added, and which companies were there. */
export interface TraitEvidenceItem {
  visit_id: string;
  time: string;
  domain: string;
  title: string;
  source: string;
  kind: CauseKind;
  words: string[];
  search_query: string | null;
  weight: number;
  companies: string[];
}

/** One inferred trait. `strength` fades with time; `level` says it in a word. */
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
  correction: "none" | "not_me" | "muted";
}

/** A trait as it stood when the ad was shown. */
export interface TraitLine {
  /** IAB Content Taxonomy 3.1 id. */
  id: string;
  kind: CauseKind;
  /** Decayed sum of the evidence; 0 is none. */
  strength: number;
  /** Visits behind it. */
  visits?: number;
  /** Days since the newest of them. */
  last_seen_days?: number;
  /** Visits that each company saw; none means all. */
  vendors?: Record<string, number> | null;
}

/** `not_me`: it is wrong; `muted`: do not use it; `none`: take that back. Nothing is erased. */
export interface TraitPatchRequest {
  correction: "none" | "not_me" | "muted";
}

/** The trait as it is listed from now on, and that nothing was erased by this. */
export interface TraitPatchResponse {
  id: string;
  label: string;
  path: string[];
  kind: CauseKind;
  strength: number;
  level: "weak" | "medium" | "strong";
  visits: number;
  last_seen: string;
  sensitive: boolean;
  correction: "none" | "not_me" | "muted";
  note: string;
}

/** All traits, strongest first. */
export interface TraitsResponse {
  traits: TraitItem[];
  observed_since: string;
}

/** Causes that nearly the same visits speak for, so that they cannot be told apart. */
export interface TwinsItem {
  causes: CauseItem[];
  sentence: string;
}

/** What an ad was mostly about. */
export type Verdict = "about_you" | "about_the_page" | "about_the_moment" | "about_everyone" | "not_enough_evidence";

/** One page that was looked at. */
export interface VisitEvent {
  type: "visit";
  id: string;
  time: string;
  url: string;
  domain: string;
  title?: string;
  headings?: string[];
  description?: string;
  language?: string;
  schema_types?: string[];
  search_query?: string | null;
}

/** Visits to forget. */
export interface VisitsDeleteRequest {
  ids: string[];
}

/** What the page's own auction said about the winning bid; claimed by the page. */
export interface WinningBid {
  bidder: string;
  cpm: number;
  currency?: string;
  cat?: string[];
  told_place?: string | null;
  dsa_behalf?: string | null;
  dsa_paid?: string | null;
  dsa_params?: number[];
}

/** As if one cause did not hold. */
export interface WithoutCause {
  kind: "cause";
  cause_kind: CauseKind;
  id: string;
}

/** As if a tracking company had seen nothing and told nobody. */
export interface WithoutCompany {
  kind: "company";
  name: string;
}

/** As if nothing had been visited in so many days before the ad. */
export interface WithoutLastDays {
  kind: "last_days";
  days: number;
}

/** As if a site had never been visited. */
export interface WithoutSite {
  kind: "site";
  domain: string;
}

/** As if the person had no such trait, neither as an interest nor as something they shop for. */
export interface WithoutTrait {
  kind: "trait";
  id: string;
}

/** As if one visit had not been made. */
export interface WithoutVisit {
  kind: "visit";
  id: string;
}
