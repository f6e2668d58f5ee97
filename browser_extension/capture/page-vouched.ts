// Ads that nothing but their own page vouches for. A page can build any number of them, and the service has only so many
// ads in mind: a site that invents ads must not crowd out the real ones, so each site gets a day's share and no more.
import { database } from "../store/database";
import { getSetting } from "../store/settings";

/** Of the 1,200 ads that the service has in mind (`extension_api/memory.py`), a quarter; few people see as many in a feed. */
export const MOST_A_DAY = 300;

/** How many of them each site has had, on the last day that had any. */
export interface PageVouched {
  day: string;
  sites: Map<string, number>;
}

/** As much of the settings' store as counting asks for. */
interface SettingsStore {
  get(name: string): Promise<unknown>;
  put(value: unknown, name: string): Promise<unknown>;
}

/** Whether one more such ad of a site may be kept today. */
export async function hasShareLeft(domain: string, now: Date): Promise<boolean> {
  const { sites } = ofToday(await getSetting("page_vouched"), now);
  return (sites.get(domain) ?? 0) < MOST_A_DAY;
}

/** Count one more such ad of a site, in the step that keeps the ad. */
export async function countShare(domain: string, now: Date, settings: SettingsStore): Promise<void> {
  const { day, sites } = ofToday((await settings.get("page_vouched")) as PageVouched | undefined, now);
  await settings.put({ day, sites: sites.set(domain, (sites.get(domain) ?? 0) + 1) }, "page_vouched");
}

function ofToday(kept: PageVouched | null | undefined, now: Date): PageVouched {
  const day = now.toISOString().slice(0, 10);
  return kept?.day === day ? kept : { day, sites: new Map() };
}

/** The person wants this site forgotten, and this is something that was kept of it. */
export async function forgetShare(domain: string): Promise<void> {
  const settings = (await database()).transaction("settings", "readwrite").store;
  const kept = (await settings.get("page_vouched")) as PageVouched | undefined;
  if (kept?.sites.delete(domain)) await settings.put(kept, "page_vouched");
}
