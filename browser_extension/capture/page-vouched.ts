// Ads that nothing but their own page vouches for. A page can build any number of them, and the service has only so many
// ads in mind: a site that invents ads must not crowd out the real ones, so each site gets a day's share and no more.
import { database } from "../store/database";

/** Of the 1,200 ads that the service has in mind (`extension_api/memory.py`), a sixth; few people see as many in a feed. */
export const MOST_A_DAY = 200;

/** How many of them each site has had, today. */
export interface PageVouched {
  day: string;
  sites: Map<string, number>;
}

/** Count one more such ad of a site. False when the site has had its share of the day. */
export async function takeShare(domain: string, now: Date): Promise<boolean> {
  const settings = (await database()).transaction("settings", "readwrite").store;
  const day = now.toISOString().slice(0, 10);
  const kept = (await settings.get("page_vouched")) as PageVouched | undefined;
  const sites = kept?.day === day ? kept.sites : new Map<string, number>();
  const count = sites.get(domain) ?? 0;
  if (count >= MOST_A_DAY) return false;
  await settings.put({ day, sites: sites.set(domain, count + 1) }, "page_vouched");
  return true;
}

/** The person wants this site forgotten, and this is something that was kept of it. */
export async function forgetShare(domain: string): Promise<void> {
  const settings = (await database()).transaction("settings", "readwrite").store;
  const kept = (await settings.get("page_vouched")) as PageVouched | undefined;
  if (kept?.sites.delete(domain)) await settings.put(kept, "page_vouched");
}
