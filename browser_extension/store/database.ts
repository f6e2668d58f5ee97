// The one database of the extension, in its own origin: pages and content scripts cannot reach it.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { LoadedAd } from "../contract/messages";
import type { CaptureEvent, CompanyLinkEvent, TrackerContactEvent } from "../contract/payloads";

const NAME = "whyad";
const VERSION = 1;

/** A tab's current page. `visit` is null where nothing is recorded; then no address is kept either. */
export interface TabState {
  tab_id: number;
  /** The browser's name for the document that shows; null where it gives none. */
  document_id: string | null;
  /** When it began to show the page. */
  since: string;
  state: "recording" | "paused_here" | "sensitive_site" | "not_recordable" | "unpaired";
  visit: PageVisit | null;
  /** The last card of a platform that was opened here, and whether it could be read. */
  card?: { platform: string; is_read: boolean };
  /** The content script has spoken and the visit is in the outbox. */
  recorded: boolean;
}
export interface PageVisit {
  id: string;
  time: string;
  url: string;
  domain: string;
  search_query: string | null;
}

/** A contact with a company, or a link between two, each once per visit. */
export interface HeldContact {
  visit_id: string;
  company: string;
  /** For a link: how, and who told the company. */
  domain: string;
  tab_id: number;
  /** False while the visit it belongs to is not in the outbox yet. */
  queued: boolean;
  event: TrackerContactEvent | CompanyLinkEvent;
}
/** A host that a child frame spoke to, redirects included. */
export interface FrameRequest {
  tab_id: number;
  frame_id: number;
  host: string;
  is_document: boolean;
  request_id: string;
}
/** One ad's place in one document: what was found there, and the creative that was seen there last. */
export interface Slot {
  tab_id: number;
  key: string;
  /** Null for a place that was reported as seen before it was reported as loaded. */
  found: LoadedAd | null;
  /** Empty, like the impression's id, as long as the ad has only loaded and nobody has looked at it long enough. */
  creative: string;
  impression_id: string;
  explained: boolean;
}

export interface Schema extends DBSchema {
  /** `size` is the length of the event as JSON. */
  outbox: { key: number; value: { event: CaptureEvent; size?: number }; indexes: { by_event: string } };
  settings: { key: string; value: unknown };
  tabs: { key: number; value: TabState };
  contacts: { key: [string, string, string]; value: HeldContact; indexes: { by_tab: number; by_visit: string } };
  frame_requests: { key: [number, number, string]; value: FrameRequest; indexes: { by_tab: number } };
  slots: { key: [number, string]; value: Slot; indexes: { by_tab: number; by_impression: string } };
}
export type Database = IDBPDatabase<Schema>;

let opening: Promise<Database> | undefined;

/** The open database; opened once per worker start. */
export function database(): Promise<Database> {
  opening ??= openDB<Schema>(NAME, VERSION, { upgrade: createStores, terminated: forgetConnection });
  return opening;
}

/** Close the connection, so that the next call opens the database anew. */
export async function closeDatabase(): Promise<void> {
  if (opening) (await opening).close();
  forgetConnection();
}

function forgetConnection(): void {
  opening = undefined;
}

function createStores(db: Database): void {
  db.createObjectStore("outbox", { autoIncrement: true }).createIndex("by_event", "event.id", { unique: true });
  db.createObjectStore("settings");
  db.createObjectStore("tabs", { keyPath: "tab_id" });
  const contacts = db.createObjectStore("contacts", { keyPath: ["visit_id", "company", "domain"] });
  contacts.createIndex("by_tab", "tab_id");
  contacts.createIndex("by_visit", "visit_id");
  db.createObjectStore("frame_requests", { keyPath: ["tab_id", "frame_id", "host"] }).createIndex("by_tab", "tab_id");
  const slots = db.createObjectStore("slots", { keyPath: ["tab_id", "key"] });
  slots.createIndex("by_tab", "tab_id");
  slots.createIndex("by_impression", "impression_id");
}
