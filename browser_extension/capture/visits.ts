// From navigation to visit: the address comes from the browser, the words from the content script.
import type { PageMessages } from "../contract/messages";
import type { VisitEvent } from "../contract/payloads";
import { enqueue } from "../outbox";
import { type PageVisit, type TabState, database } from "../store/database";
import { localFile } from "../store/local-file";
import { getSetting } from "../store/settings";
import { hostOf, isRecordable, minimiseUrl, registrableDomain } from "./addresses";
import { releaseContacts } from "./contacts";
import { newEventId } from "./event-id";
import { MAX_DESCRIPTION, MAX_HEADING, MAX_HEADINGS, MAX_TITLE, MAX_URL, cleanText, cleanTexts } from "./page-text";
import { searchQuery } from "./search-engines";

const MAX_LANGUAGE = 35; // characters, BCP 47's advice for the longest tag
const MAX_SCHEMA_TYPES = 20;
const MAX_SEARCH = 300;

/** A tab shows a new document: decide whether it is recorded, and give the visit its id. */
export async function beginVisit(tabId: number, url: string): Promise<TabState> {
  const state = await visitState(url);
  const visit = state === "recording" ? newVisit(url) : null;
  const tab: TabState = { tab_id: tabId, state, visit, recorded: false };
  await (await database()).put("tabs", tab);
  return tab;
}

/** The address changed without a new document. True when that makes it another page. */
export async function continueVisit(tabId: number, url: string): Promise<boolean> {
  const tab = await tabState(tabId);
  const isSamePage = tab?.visit?.url === keptUrl(url) && tab.visit.search_query === keptQuery(url);
  if (!tab || isSamePage) return false;
  await beginVisit(tabId, url);
  return true;
}

/** The content script has read the page: put the visit into the outbox. Answers whether this page is recorded. */
export async function recordVisit(tabId: number, url: string, page: PageMessages["page.visit"]["request"]): Promise<boolean> {
  const known = await tabState(tabId);
  // Without a state, or with another address, the worker missed the navigation (it was just installed or restarted).
  const isKnown = known !== undefined && (known.visit === null || known.visit.url === keptUrl(url));
  const tab = isKnown ? known : await beginVisit(tabId, url);
  if (!tab.visit) return false;
  if (tab.recorded) return true;
  await enqueue([visitEvent(tab.visit, page)]);
  await (await database()).put("tabs", { ...tab, recorded: true });
  await releaseContacts(tab.visit.id);
  return true;
}

export async function tabState(tabId: number): Promise<TabState | undefined> {
  return (await database()).get("tabs", tabId);
}

async function visitState(url: string): Promise<TabState["state"]> {
  const { record_loopback_port } = await localFile();
  if (!isRecordable(url, record_loopback_port)) return "not_recordable";
  const paused = await getSetting("paused_sites");
  return paused.includes(registrableDomain(hostOf(url))) ? "paused_here" : "recording";
}

function newVisit(url: string): PageVisit {
  return {
    id: newEventId(),
    time: new Date().toISOString(),
    url: keptUrl(url),
    domain: registrableDomain(hostOf(url)),
    search_query: keptQuery(url),
  };
}

function keptUrl(url: string): string {
  return minimiseUrl(url).slice(0, MAX_URL);
}

function keptQuery(url: string): string | null {
  return cleanText(searchQuery(url), MAX_SEARCH) || null;
}

function visitEvent(visit: PageVisit, page: PageMessages["page.visit"]["request"]): VisitEvent {
  return {
    type: "visit",
    ...visit,
    title: cleanText(page.title, MAX_TITLE),
    headings: cleanTexts(page.headings, MAX_HEADINGS, MAX_HEADING),
    description: cleanText(page.description, MAX_DESCRIPTION),
    language: cleanText(page.language, MAX_LANGUAGE),
    schema_types: cleanTexts(page.schema_types, MAX_SCHEMA_TYPES, MAX_HEADING),
  };
}
