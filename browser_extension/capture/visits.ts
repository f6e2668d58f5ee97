// From navigation to visit: the address comes from the browser, the words from the content script.
import { browser } from "wxt/browser";
import type { PageMessages, PageSender } from "../contract/messages";
import type { VisitEvent } from "../contract/payloads";
import { enqueue } from "../outbox";
import { type PageVisit, type TabState, database } from "../store/database";
import { localFile } from "../store/local-file";
import { isPaired } from "../store/pairing";
import { getSetting } from "../store/settings";
import { hostOf, isRecordable, minimiseUrl, registrableDomain } from "./addresses";
import { releaseContacts } from "./contacts";
import { newEventId } from "./event-id";
import { MAX_DESCRIPTION, MAX_HEADING, MAX_HEADINGS, MAX_TITLE, MAX_URL, cleanText, cleanTexts } from "./page-text";
import { searchQuery } from "./search-engines";
import { isLogin, isSensitive, matchesRule } from "./sensitive-sites";
import { clearTab } from "./tab-memory";

const MAX_LANGUAGE = 35; // characters, BCP 47's advice for the longest tag
const MAX_SCHEMA_TYPES = 20;
const MAX_SEARCH = 300;

/** A tab shows a new document: decide whether it is recorded, and give the visit its id. */
export async function beginVisit(tabId: number, url: string, documentId: string | null): Promise<TabState> {
  const state = await visitState(url);
  const visit = state === "recording" ? newVisit(url) : null;
  const tab: TabState = {
    tab_id: tabId,
    document_id: documentId,
    since: new Date().toISOString(),
    state,
    visit,
    recorded: false,
  };
  await (await database()).put("tabs", tab);
  return tab;
}

/** The address changed without a new document. True when that makes it another page. */
export async function continueVisit(tabId: number, url: string): Promise<boolean> {
  const tab = await tabState(tabId);
  const isSamePage = tab?.visit?.url === keptUrl(url) && tab.visit.search_query === keptQuery(url);
  if (!tab || isSamePage) return false;
  await beginVisit(tabId, url, tab.document_id);
  return true;
}

/** The content script has read the page: put the visit into the outbox. Answers whether this page is recorded. */
export async function recordVisit(sender: PageSender, page: PageMessages["page.visit"]["request"]): Promise<boolean> {
  const tab = await tabShowing(sender);
  if (!tab?.visit) return false;
  if (tab.recorded) return true;
  if (page.asks_password === true) {
    await leaveOut(tab);
    return false;
  }
  // In one step: were the worker ended in between, the visit would be offered a second time with other words.
  await enqueue([visitEvent(tab.visit, page)], (writing) =>
    writing.objectStore("tabs").put({ ...tab, recorded: true }),
  );
  await releaseContacts(tab.visit.id);
  return true;
}

/** The page turned out to be one where people log in: what was held of it goes, and nothing comes after. */
async function leaveOut(tab: TabState): Promise<void> {
  await clearTab(tab.tab_id);
  await (await database()).put("tabs", { ...tab, state: "sensitive_site", visit: null });
}

/** The state of the sender's tab, as long as the tab still shows the sender's document. */
async function tabShowing({ tab_id, url, document_id }: PageSender): Promise<TabState | null> {
  const known = await tabState(tab_id);
  if (known && isOfDocument(known, document_id) && (known.visit === null || known.visit.url === keptUrl(url)))
    return known;
  // Either the tab has moved on since, or the worker missed the navigation (it was just installed, or the page was
  // preloaded).
  const shown = await browser.tabs.get(tab_id).catch(() => null);
  return shown?.url === url ? beginVisit(tab_id, url, document_id) : null;
}

/** Whether a tab still shows this document, as far as the browser names documents. */
export function isOfDocument(tab: TabState, documentId: string | null): boolean {
  return tab.document_id === null || documentId === null || tab.document_id === documentId;
}

export async function tabState(tabId: number): Promise<TabState | undefined> {
  return (await database()).get("tabs", tabId);
}

/** What becomes of a page with this address, decided before anything of it is kept. */
export async function visitState(url: string): Promise<TabState["state"]> {
  const { record_loopback_port } = await localFile();
  if (!isRecordable(url, record_loopback_port)) return "not_recordable";
  if (!(await isPaired())) return "unpaired";
  const paused = await getSetting("paused_sites");
  if (paused.includes(registrableDomain(hostOf(url)))) return "paused_here";
  const isLeftOut = isLogin(url) || ((await getSetting("skip_sensitive")) && isSensitive(url));
  return isLeftOut || matchesRule(url, await getSetting("sensitive_rules")) ? "sensitive_site" : "recording";
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
