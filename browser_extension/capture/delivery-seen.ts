// How good the evidence is that something was an ad. A page can build anything that looks like one; what it cannot forge is
// a request that the browser itself saw go to a company that delivers ads.
import type { AdImpressionEvent } from "../contract/payloads";
import { type FrameRequest, type PageVisit, database } from "../store/database";
import type { Trackers } from "../trackers/trackers";
import { hostOf, registrableDomain } from "./addresses";
import { isAdHost } from "./page-rules";

type Finder = AdImpressionEvent["finders"][number];

/** An ad without this mark is known from the page alone: a site gets only so many of those kept (`page-vouched.ts`). */
export const DELIVERY_SEEN = "delivery_seen";

/** The mark of an ad whose delivery the browser saw, with the host; none for an ad that the page alone vouches for. */
export async function deliverySeen(
  requests: readonly FrameRequest[],
  resources: readonly string[],
  visit: PageVisit,
  known: Trackers,
): Promise<Finder[]> {
  const delivers = (host: string) => known.isTyped(host) || isAdHost(host, visit.url, known);
  const inFrames = requests.map(({ host }) => host).find(delivers);
  const host = inFrames ?? (await requestedByPage(resources, visit)).find(delivers);
  return host === undefined ? [] : [{ finder: DELIVERY_SEEN, detail: `the browser saw a request to ${host}` }];
}

/** Hosts of the ad's own pictures and scripts to which a request of this visit was seen. */
async function requestedByPage(resources: readonly string[], visit: PageVisit): Promise<string[]> {
  const contacts = await (await database()).getAllFromIndex("contacts", "by_visit", visit.id);
  const seen = new Set(contacts.map(({ domain }) => domain));
  return resources.map(hostOf).filter((host) => host !== "" && seen.has(registrableDomain(host)));
}

export function isDeliverySeen({ finders }: AdImpressionEvent): boolean {
  return finders.some(({ finder }) => finder === DELIVERY_SEEN);
}
