// What the lists and the browser's own records say of a page's addresses, links and sealed frames.
import type { RequestType } from "@ghostery/adblocker";
import { ADCHOICES_LINK } from "../ad_finders/choices-link";
import { OWN_CHANNELS } from "../ad_finders/embeds";
import { siteName } from "../ad_finders/finder";
import type { PageFeatures, PageRules, PageSender } from "../contract/messages";
import { readAuction } from "../page_evidence/page-auction";
import { isAdCompany } from "../trackers/companies";
import { type Trackers, trackers } from "../trackers/trackers";
import { hostOf, registrableDomain } from "./addresses";
import { frameRequests } from "./contacts";
import { readFrames } from "./frames";

/** A page's elements do not say as what they were requested; the lists are asked for each of these in turn. */
const ASKED_TYPES: readonly RequestType[] = ["sub_frame", "image", "script", "media", "object"];
const TOP_FRAME = 0;

export async function rulesFor(features: PageFeatures, { tab_id, url }: PageSender): Promise<PageRules> {
  const [auction, known] = await Promise.all([readAuction(tab_id), trackers()]);
  return {
    requests: Object.fromEntries(
      features.urls.flatMap((address) => {
        const rule = adRule(address, url, known);
        return rule === null ? [] : [[address, rule]];
      }),
    ),
    selectors: known.lists.selectorsFor({ ...features, page_url: url }),
    ad_units: auction.ad_units,
    ad_links: features.hrefs.filter((href) => isAdLink(href, url, known)),
    ad_frames: Object.fromEntries(await seenInFrames(features.frames, tab_id, url, known)),
  };
}

function adRule(address: string, page_url: string, { lists }: Trackers): string | null {
  for (const type of ASKED_TYPES) {
    const rule = lists.adRuleFor({ url: address, page_url, type });
    if (rule !== null) return rule;
  }
  return null;
}

/** A link through a host that delivers or counts ads; one to such a company's front page is just a link. */
function isAdLink(href: string, pageUrl: string, known: Trackers): boolean {
  if (!URL.canParse(href)) return false;
  const { hostname, pathname, search } = new URL(href);
  if ((pathname.length <= 1 && search === "") || OWN_CHANNELS.has(siteName(hostname))) return false;
  return isAdHost(hostname, pageUrl, known);
}

/** Whether a host is known to deliver ads: by a rule for everything from it, or as an advertising company. */
export function isAdHost(host: string, pageUrl: string, known: Trackers): boolean {
  if (registrableDomain(host) === registrableDomain(hostOf(pageUrl))) return isOwnAdHost(host, pageUrl, known);
  return isAdCompany(host) || hasHostRule(host, pageUrl, known);
}

/** A site that sells ads itself may do so from a host of its own, which a rule then names. */
function isOwnAdHost(host: string, pageUrl: string, known: Trackers): boolean {
  return host !== registrableDomain(host) && hasHostRule(host, pageUrl, known);
}

/** A rule for all of a host, and not one for every name that begins with "ads.". */
function hasHostRule(host: string, page_url: string, { lists }: Trackers): boolean {
  return lists.adRuleFor({ url: `https://${host}/`, page_url, type: "sub_frame" })?.startsWith("||") ?? false;
}

async function seenInFrames(
  paths: readonly number[][],
  tabId: number,
  pageUrl: string,
  known: Trackers,
): Promise<[string, string][]> {
  const found = await Promise.all(
    paths.map(async (path): Promise<[string, string] | null> => {
      const what = await seenInFrame(path, tabId, pageUrl, known);
      return what === null ? null : [path.join("."), what];
    }),
  );
  return found.filter((one) => one !== null);
}

async function seenInFrame(path: number[], tabId: number, pageUrl: string, known: Trackers): Promise<string | null> {
  const { frame_ids, links } = await readFrames(tabId, TOP_FRAME, [path]);
  // A company that also sells ads may serve the frame for something else, such as a poll: its document proves nothing.
  const adHost = (await frameRequests(tabId, frame_ids)).find(({ host, is_document }) =>
    is_document ? hasHostRule(host, pageUrl, known) : isAdHost(host, pageUrl, known),
  );
  if (adHost) return `the frame spoke to ${adHost.host}`;
  if (links.some((link) => ADCHOICES_LINK.test(link))) return "an AdChoices link in the frame";
  const counted = links.find((link) => isAdLink(link, pageUrl, known));
  return counted ? `clicks in the frame are counted by ${hostOf(counted)}` : null;
}
