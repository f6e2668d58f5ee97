// A pause takes effect at once, also in tabs that show the site already; so does its end.
import { browser } from "wxt/browser";
import { tellPageChanged } from "../messages/ask-content";
import { type TabState, database } from "../store/database";
import { getSetting, setSetting } from "../store/settings";
import { hostOf, registrableDomain } from "./addresses";
import { beginVisit } from "./visits";

export async function setPaused(domain: string, paused: boolean): Promise<void> {
  const others = (await getSetting("paused_sites")).filter((site) => site !== domain);
  await setPausedSites(paused ? [...others, domain] : others);
}

export async function setPausedSites(domains: readonly string[]): Promise<void> {
  const sites = [...new Set(domains.map((domain) => domain.trim().toLowerCase()).filter(Boolean))];
  await setSetting("paused_sites", sites);
  for (const tab of await (await database()).getAll("tabs")) await applyTo(tab, sites);
}

async function applyTo(tab: TabState, paused: readonly string[]): Promise<void> {
  const shown = await browser.tabs.get(tab.tab_id).catch(() => null); // the tab may have closed meanwhile
  if (!shown?.url?.startsWith("http")) return;
  const isPaused = paused.includes(registrableDomain(hostOf(shown.url)));
  if (isPaused === (tab.state === "paused_here") || tab.state === "not_recordable") return;
  if (isPaused) {
    await (await database()).put("tabs", { ...tab, state: "paused_here", visit: null, recorded: false });
  } else {
    await beginVisit(tab.tab_id, shown.url, tab.document_id);
    await tellPageChanged(tab.tab_id);
  }
}
