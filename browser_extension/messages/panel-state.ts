// What the panel and the popup show at first sight: is it working, and which ads of this tab are explained.
import { browser } from "wxt/browser";
import { ServiceError, callPublic, callService, serviceUrl } from "../backend";
import { tabState } from "../capture/visits";
import type { HealthState, PanelState } from "../contract/messages";
import type { ImpressionSummary, InfoResponse } from "../contract/payloads";
import { hostOf, registrableDomain } from "../capture/addresses";
import { queuedCount } from "../outbox";
import { type TabState, database } from "../store/database";
import { outageWorthTelling } from "../store/service-state";
import { isPaired } from "../store/pairing";
import { getSetting, setSetting } from "../store/settings";

/** As many recent ads as are searched for those of the tab. */
const RECENT = 200;

export async function panelState(tabId: number | null): Promise<PanelState> {
  const tab_id = tabId ?? (await activeTabId());
  const tab = tab_id === null ? undefined : await tabState(tab_id);
  const info = await serviceInfo();
  const ads = tab_id !== null && info ? await adsOfTab(tab_id) : [];
  return {
    health: {
      state: await healthState(tab),
      queued: await queuedCount(),
      dropped: await getSetting("dropped"),
      last_ack: await getSetting("last_ack"),
      outage: outageWorthTelling(await getSetting("outage"), new Date()),
      service_url: await serviceUrl(),
    },
    page: { domain: tab?.visit?.domain ?? (await domainOfTab(tab_id)), paused: tab?.state === "paused_here" },
    card: tab?.card ?? null,
    store_label: info?.store_label ?? null,
    observed_since: info?.observed_since ?? null,
    ads,
    focus_ad: await focusedAd(tab_id, ads),
  };
}

/** Told once: a person who closes the card again, or comes back to the tab later, is not led there a second time. */
async function focusedAd(tabId: number | null, ads: readonly ImpressionSummary[]): Promise<string | null> {
  const focus = await getSetting("focus_ad");
  if (!focus || focus.tab_id !== tabId || !ads.some(({ id }) => id === focus.impression_id)) return null;
  await setSetting("focus_ad", null);
  return focus.impression_id;
}

async function healthState(tab: TabState | undefined): Promise<HealthState> {
  if (!(await isPaired())) return "unpaired";
  const service = await getSetting("service_state");
  if (service !== "recording") return service;
  return tab?.state === "unpaired" ? "opened_unpaired" : (tab?.state ?? "not_recordable");
}

async function activeTabId(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id ?? null;
}

/** The domain of a page that is not recorded, read from the tab itself and kept nowhere. */
async function domainOfTab(tabId: number | null): Promise<string> {
  const tab = tabId === null ? null : await browser.tabs.get(tabId).catch(() => null);
  return tab?.url?.startsWith("http") ? registrableDomain(hostOf(tab.url)) : "";
}

async function serviceInfo(): Promise<InfoResponse | null> {
  return callPublic<InfoResponse>("GET", "/info").catch(nothingFrom);
}

async function adsOfTab(tabId: number): Promise<ImpressionSummary[]> {
  const slots = await (await database()).getAllFromIndex("slots", "by_tab", tabId);
  const shown = new Set(slots.map(({ impression_id }) => impression_id).filter((id) => id !== ""));
  if (shown.size === 0) return [];
  const recent = await callService<{ impressions: ImpressionSummary[] }>("GET", `/impressions?limit=${RECENT}`).catch(
    nothingUnlessFaulty,
  );
  return (recent?.impressions ?? []).filter(({ id }) => shown.has(id));
}

/** Every ad seen since the last midnight, where the person is. */
export async function adsOfToday(): Promise<ImpressionSummary[]> {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const { impressions } = await callService<{ impressions: ImpressionSummary[] }>(
    "GET",
    `/impressions?limit=${RECENT}`,
  );
  return impressions.filter(({ time }) => new Date(time).getTime() >= midnight);
}

/** The panel opens even when the service is silent; the health line says why it is empty. */
function nothingFrom(error: unknown): null {
  if (error instanceof ServiceError) return null;
  throw error;
}

/** A service that answers but cannot explain says why, and the panel shows that instead of an empty list. */
function nothingUnlessFaulty(error: unknown): null {
  if (error instanceof ServiceError && (error.status === 0 || error.status === 401)) return null;
  throw error;
}
