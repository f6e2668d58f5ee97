// A pause takes effect at once, also in tabs that show the site already, and so does its end; the same holds for what
// counts as sensitive.
import { browser } from "wxt/browser";
import { tellPageChanged } from "../messages/ask-content";
import { type TabState, database } from "../store/database";
import { getSetting, setSetting } from "../store/settings";
import { cleanRules } from "./sensitive-sites";
import { beginVisit, visitState } from "./visits";

export async function setPaused(domain: string, paused: boolean): Promise<void> {
  const others = (await getSetting("paused_sites")).filter((site) => site !== domain);
  await setPausedSites(paused ? [...others, domain] : others);
}

export async function setPausedSites(domains: readonly string[]): Promise<void> {
  const sites = [...new Set(domains.map((domain) => domain.trim().toLowerCase()).filter(Boolean))];
  await setSetting("paused_sites", sites);
  await applyToOpenTabs();
}

/** Whether sensitive sites are left out, and what else the person never wants noted. */
export async function setSensitive(skip: boolean, rules: readonly string[]): Promise<void> {
  await setSetting("skip_sensitive", skip);
  await setSetting("sensitive_rules", cleanRules(rules));
  await applyToOpenTabs();
}

async function applyToOpenTabs(): Promise<void> {
  for (const tab of await (await database()).getAll("tabs")) await applyTo(tab);
}

async function applyTo(tab: TabState): Promise<void> {
  const shown = await browser.tabs.get(tab.tab_id).catch(() => null); // the tab may have closed meanwhile
  if (!shown?.url?.startsWith("http") || tab.state === "unpaired") return;
  const state = await visitState(shown.url);
  if (state === tab.state) return;
  if (state === "recording") {
    await beginVisit(tab.tab_id, shown.url, tab.document_id);
    await tellPageChanged(tab.tab_id);
  } else {
    await (await database()).put("tabs", { ...tab, state, visit: null, recorded: false });
  }
}
