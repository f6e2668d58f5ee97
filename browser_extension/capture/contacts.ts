// Which tracking companies a page spoke to: each company and domain once per visit, with the rule that recognised it.
import type { RequestType } from "@ghostery/adblocker";
import type { TrackerContactEvent } from "../contract/payloads";
import { enqueue } from "../outbox";
import { type FrameRequest, type HeldContact, type PageVisit, type TabState, database } from "../store/database";
import type { Trackers } from "../trackers/trackers";
import { hostOf, registrableDomain } from "./addresses";
import { newEventId } from "./event-id";
import { cleanText } from "./page-text";

const MAX_RULE = 500; // characters of a rule that are kept

/** One request as the browser reported it. */
export interface SeenRequest {
  tab_id: number;
  frame_id: number;
  request_id: string;
  url: string;
  /** The browser's word for it; the lists treat words they do not know as "other". */
  type: string;
}

/**
 * Keep what a request says: the company it went to, and for a child frame the host, for the ads that may be in it.
 * True when something new waits in the outbox.
 */
export async function recordRequest(
  request: SeenRequest,
  tab: TabState | undefined,
  known: Trackers,
): Promise<boolean> {
  if (!tab?.visit || !URL.canParse(request.url) || !request.url.startsWith("http")) return false;
  if (request.frame_id !== 0) await keepFrameRequest(request);
  // A site that counts its own readers tells nobody else, unless the person knows better who is behind its host.
  const isOwnHost = registrableDomain(hostOf(request.url)) === tab.visit.domain && !known.isTyped(hostOf(request.url));
  if (isOwnHost) return false;
  const rule = known.lists.ruleFor({ url: request.url, page_url: tab.visit.url, type: request.type as RequestType });
  return rule !== null && keepContact(tab, tab.visit, hostOf(request.url), rule, known);
}

/** The visit is in the outbox now: what was held back for it may follow. */
export async function releaseContacts(visitId: string): Promise<void> {
  const db = await database();
  const held = (await db.getAllFromIndex("contacts", "by_visit", visitId)).filter(({ queued }) => !queued);
  if (held.length === 0) return;
  await enqueue(
    held.map(({ event }) => event),
    (writing) => Promise.all(held.map((each) => writing.objectStore("contacts").put({ ...each, queued: true }))),
  );
}

/** Hosts that these frames of a tab spoke to; `is_document` marks those that served a frame's document. */
export async function frameRequests(tabId: number, frameIds: readonly number[]): Promise<FrameRequest[]> {
  const all = await (await database()).getAllFromIndex("frame_requests", "by_tab", tabId);
  return all.filter(({ frame_id }) => frameIds.includes(frame_id));
}

async function keepContact(
  tab: TabState,
  visit: PageVisit,
  host: string,
  rule: string,
  known: Trackers,
): Promise<boolean> {
  const db = await database();
  const domain = registrableDomain(host);
  const company = known.companyOf(host);
  if (await db.get("contacts", [visit.id, company, domain])) return false;
  const event: TrackerContactEvent = {
    type: "tracker_contact",
    id: newEventId(),
    time: new Date().toISOString(),
    visit_id: visit.id,
    company,
    domain,
    rule: cleanText(rule, MAX_RULE),
  };
  await holdOrQueue({ visit_id: visit.id, company, domain, tab_id: tab.tab_id, queued: tab.recorded, event });
  return tab.recorded;
}

/** Remember a contact or link of a visit, and send it on where its visit is in the outbox already. */
export async function holdOrQueue(held: HeldContact): Promise<void> {
  if (!held.queued) await (await database()).put("contacts", held);
  else await enqueue([held.event], (writing) => writing.objectStore("contacts").put(held));
}

async function keepFrameRequest({ tab_id, frame_id, request_id, url, type }: SeenRequest): Promise<void> {
  const db = await database();
  const host = hostOf(url);
  const is_document = type === "sub_frame";
  if (is_document) await forgetOldDocument(tab_id, frame_id, request_id);
  const known = await db.get("frame_requests", [tab_id, frame_id, host]);
  if (!known) await db.put("frame_requests", { tab_id, frame_id, host, is_document, request_id });
}

/** A frame that loads another document starts anew; redirects of one load share its request id and stay. */
async function forgetOldDocument(tabId: number, frameId: number, requestId: string): Promise<void> {
  const db = await database();
  for (const old of await frameRequests(tabId, [frameId])) {
    if (old.request_id !== requestId) await db.delete("frame_requests", [tabId, frameId, old.host]);
  }
}
