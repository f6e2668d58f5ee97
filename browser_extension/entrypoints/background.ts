import { type Browser, browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { badgeAcknowledged } from "../badge";
import { recordRequest } from "../capture/contacts";
import { SerialQueue } from "../capture/serial-queue";
import { clearAllTabs, clearTab } from "../capture/tab-memory";
import { beginVisit, continueVisit, tabState } from "../capture/visits";
import { flush, flushSoon } from "../flush";
import { tellPageChanged } from "../messages/ask-content";
import { ownHandlers } from "../messages/own-handlers";
import { pageHandlers } from "../messages/page-handlers";
import { dispatch } from "../messages/registry";
import { trackers } from "../trackers/trackers";

const FLUSH_ALARM = "flush";
const FLUSH_MINUTES = 0.5; // the shortest that Chromium grants
const TOP_FRAME = 0;

// Wiring only. The browser may end this worker at any moment and start it again for the next event: every listener is
// registered at once, and whatever matters is in the database. `capture` keeps the browser's order of events.
export default defineBackground({
  type: "module",
  main() {
    const capture = new SerialQueue();
    const pages = pageHandlers(capture, () => flushSoon(onAcknowledged));
    const own = ownHandlers(() => flush(onAcknowledged));

    browser.runtime.onMessage.addListener((message, sender, respond) => {
      const answer = dispatch(message, sender, pages, own);
      void answer?.then(respond);
      return answer !== null; // true keeps the channel open for the answer
    });
    browser.webNavigation.onCommitted.addListener(({ tabId, frameId, url, ...details }) => {
      if (frameId !== TOP_FRAME || isPrerender(details)) return;
      void capture.run(() => clearTab(tabId).then(() => beginVisit(tabId, url)));
    });
    browser.webNavigation.onHistoryStateUpdated.addListener(({ tabId, frameId, url }) => {
      if (frameId === TOP_FRAME) void capture.run(() => seeNewAddress(tabId, url));
    });
    browser.webRequest.onBeforeRequest.addListener(
      (details) => {
        if (details.tabId >= 0 && details.type !== "main_frame") void capture.run(() => seeRequest(details));
        return undefined;
      },
      { urls: ["http://*/*", "https://*/*"] },
    );
    browser.tabs.onRemoved.addListener((tabId) => void capture.run(() => clearTab(tabId)));
    browser.runtime.onStartup.addListener(() => void capture.run(clearAllTabs));
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === FLUSH_ALARM) void flush(onAcknowledged);
    });
    void keepAlarm();
    void trackers(); // the lists take a moment to load; begin before the first page asks
    flushSoon(onAcknowledged);
  },
});

async function onAcknowledged(ids: string[]): Promise<void> {
  await badgeAcknowledged(ids);
  await browser.runtime.sendMessage({ type: "state.changed" }).catch(() => undefined); // rejects when no page of ours is open
}

/** Made once: an alarm that every start of the worker made anew would never go off. */
async function keepAlarm(): Promise<void> {
  const alarm = await browser.alarms.get(FLUSH_ALARM);
  if (!alarm) await browser.alarms.create(FLUSH_ALARM, { periodInMinutes: FLUSH_MINUTES });
}

async function seeNewAddress(tabId: number, url: string): Promise<void> {
  if (await continueVisit(tabId, url)) await tellPageChanged(tabId);
}

async function seeRequest({ tabId, frameId, requestId, url, type }: Browser.webRequest.OnBeforeRequestDetails): Promise<void> {
  const request = { tab_id: tabId, frame_id: frameId, request_id: requestId, url, type };
  const isQueued = await recordRequest(request, await tabState(tabId), await trackers());
  if (isQueued) flushSoon(onAcknowledged);
}

/** A page that is loaded on suspicion has not been visited. */
function isPrerender(details: { documentLifecycle?: string }): boolean {
  return details.documentLifecycle === "prerender";
}
