import { type Browser, browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { badgeAcknowledged } from "../badge";
import { type Handover, recordHandover, recordSentAlong } from "../capture/company-links";
import { recordRequest } from "../capture/contacts";
import { addressForms } from "../capture/own-addresses";
import { lookAtBodies, textOf } from "../capture/request-bodies";
import { SerialQueue } from "../capture/serial-queue";
import { clearTab, clearTabsOfLastSession } from "../capture/tab-memory";
import { beginVisit, continueVisit, isOfDocument, tabState } from "../capture/visits";
import { flush, flushSoon } from "../flush";
import { tellPageChanged } from "../messages/ask-content";
import { showFirstRun } from "../messages/first-run";
import { ownHandlers } from "../messages/own-handlers";
import { pageHandlers } from "../messages/page-handlers";
import { dispatch } from "../messages/registry";
import { trackers } from "../trackers/trackers";

const FLUSH_ALARM = "flush";
const FLUSH_MINUTES = 0.5; // the shortest that Chromium grants
const TOP_FRAME = 0;
const EARLY_REQUEST_MS = 500;

// Wiring only. The browser may end this worker at any moment and start it again for the next event: every listener is
// registered at once, and whatever matters is in the database. `capture` keeps the browser's order of events.
export default defineBackground({
  type: "module",
  main() {
    const capture = new SerialQueue();
    const pages = pageHandlers(capture, () => flushSoon(onAcknowledged));
    const seeSentAlong = (details: Browser.webRequest.OnBeforeRequestDetails) => seeBody(details, capture);
    const lookAtSentAlong = () => lookAtBodies(seeSentAlong);
    const own = ownHandlers(() => flush(onAcknowledged), lookAtSentAlong);

    browser.runtime.onMessage.addListener((message, sender, respond) => {
      const answer = dispatch(message, sender, pages, own);
      void answer?.then(respond);
      return answer !== null; // true keeps the channel open for the answer
    });
    browser.webNavigation.onCommitted.addListener(({ tabId, frameId, url, ...details }) => {
      if (frameId !== TOP_FRAME || isPrerender(details)) return;
      void capture.run(() => seeDocument(tabId, url, documentIdOf(details)));
    });
    browser.webNavigation.onHistoryStateUpdated.addListener(({ tabId, frameId, url }) => {
      if (frameId === TOP_FRAME) void capture.run(() => seeNewAddress(tabId, url));
    });
    browser.webRequest.onBeforeRequest.addListener(
      (details) => {
        if (details.tabId >= 0 && details.type !== "main_frame") seeRequest(details, capture);
        return undefined;
      },
      { urls: ["http://*/*", "https://*/*"] },
    );
    browser.webRequest.onBeforeRedirect.addListener(
      (details) => {
        if (details.tabId >= 0 && details.type !== "main_frame") seeRedirect(details, capture);
      },
      { urls: ["http://*/*", "https://*/*"] },
    );
    browser.tabs.onRemoved.addListener((tabId) => void capture.run(() => clearTab(tabId)));
    browser.runtime.onStartup.addListener(() => void capture.run(() => clearTabsOfLastSession(performance.timeOrigin)));
    browser.runtime.onInstalled.addListener(({ reason }) => void showFirstRun(reason));
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === FLUSH_ALARM) void flush(onAcknowledged);
    });
    void keepAlarm();
    void lookAtSentAlong();
    void trackers(); // the lists take a moment to load; begin before the first page asks
    flushSoon(onAcknowledged);
  },
});

async function onAcknowledged(ids: string[]): Promise<void> {
  await badgeAcknowledged(ids);
  // Rejects when none of our pages is open to hear it.
  await browser.runtime.sendMessage({ type: "state.changed" }).catch(() => undefined);
}

/**
 * Made once: an alarm that every start of the worker made anew would never go off. One that lies further ahead than its
 * period was set before the clock was put back, and is made anew.
 */
async function keepAlarm(): Promise<void> {
  const alarm = await browser.alarms.get(FLUSH_ALARM);
  const latest = Date.now() + 2 * FLUSH_MINUTES * 60_000;
  if (!alarm || alarm.scheduledTime > latest) {
    await browser.alarms.create(FLUSH_ALARM, { periodInMinutes: FLUSH_MINUTES });
  }
}

/**
 * A tab shows a document. A worker that was ended in between may hear of it only after the document has spoken itself:
 * then its visit has begun already.
 */
async function seeDocument(tabId: number, url: string, documentId: string | null): Promise<void> {
  const known = await tabState(tabId);
  if (documentId !== null && known?.document_id === documentId) return;
  await clearTab(tabId);
  await beginVisit(tabId, url, documentId);
}

async function seeNewAddress(tabId: number, url: string): Promise<void> {
  if (await continueVisit(tabId, url)) await tellPageChanged(tabId);
}

/**
 * A page's first requests may be reported before the page itself: then they are looked at once more, a moment later.
 */
function seeRequest(details: Browser.webRequest.OnBeforeRequestDetails, capture: SerialQueue): void {
  void capture.run(async () => {
    if (await isOfShownDocument(details)) return keepRequest(details);
    setTimeout(() => void capture.run(() => keepLateRequest(details)), EARLY_REQUEST_MS);
  });
}

async function keepLateRequest(details: Browser.webRequest.OnBeforeRequestDetails): Promise<void> {
  if (await isOfShownDocument(details)) await keepRequest(details);
}

async function isOfShownDocument(details: { tabId: number; frameId: number; documentId?: string }): Promise<boolean> {
  const tab = await tabState(details.tabId);
  return tab !== undefined && (details.frameId !== TOP_FRAME || isOfDocument(tab, documentIdOf(details)));
}

async function keepRequest(details: Browser.webRequest.OnBeforeRequestDetails): Promise<void> {
  const { tabId: tab_id, frameId: frame_id, requestId: request_id, url, type } = details;
  const request = { tab_id, frame_id, request_id, url, type };
  const isQueued = await recordRequest(request, await tabState(tab_id), await trackers());
  if (isQueued) flushSoon(onAcknowledged);
  await keepHandover(tab_id, { url, redirected_from: null, initiator: initiatorOf(details) });
}

function seeRedirect(details: Browser.webRequest.OnBeforeRedirectDetails, capture: SerialQueue): void {
  const { tabId, url, redirectUrl } = details;
  void capture.run(async () => {
    if (await isOfShownDocument(details))
      await keepHandover(tabId, { url: redirectUrl, redirected_from: url, initiator: null });
  });
}

async function keepHandover(tabId: number, handover: Handover): Promise<void> {
  const isQueued = await recordHandover(handover, await tabState(tabId), await trackers(), await addressForms());
  if (isQueued) flushSoon(onAcknowledged);
}

function seeBody(details: Browser.webRequest.OnBeforeRequestDetails, capture: SerialQueue): undefined {
  const { tabId, url, requestBody } = details;
  if (tabId < 0 || !requestBody) return;
  const body = textOf(requestBody);
  void capture.run(async () => {
    if (!(await isOfShownDocument(details))) return;
    if (await recordSentAlong({ url, body }, await tabState(tabId), await trackers(), await addressForms()))
      flushSoon(onAcknowledged);
  });
}

/** Chromium and Firefox name it differently. */
function initiatorOf(details: { initiator?: string; originUrl?: string }): string | null {
  return details.initiator ?? details.originUrl ?? null;
}

/** Chromium names documents, Firefox does not yet. */
function documentIdOf(details: { documentId?: string }): string | null {
  return details.documentId ?? null;
}

/** A page that is loaded on suspicion has not been visited. */
function isPrerender(details: { documentLifecycle?: string }): boolean {
  return details.documentLifecycle === "prerender";
}
