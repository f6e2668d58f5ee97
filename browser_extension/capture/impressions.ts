// From a found ad to an impression: what its frames show, who delivered it, whom it advertises, and whether it is new.
import type { FoundAd } from "../contract/messages";
import type { AdImpressionEvent } from "../contract/payloads";
import { enqueue, updateVisibleSeconds } from "../outbox";
import type { AuctionBid, PageAuction } from "../page_evidence/auction-types";
import { matchBid } from "../page_evidence/match-bid";
import { pageClaims } from "../page_evidence/page-claims";
import { database, type FrameRequest, type PageVisit, type Slot } from "../store/database";
import { isAdCompany } from "../trackers/companies";
import type { Trackers } from "../trackers/trackers";
import { hostOf, registrableDomain } from "./addresses";
import { advertiserDomains, advertiserHints, domainsOf } from "./advertiser";
import { frameRequests } from "./contacts";
import { deliveryHops, hostsOf } from "./delivery";
import { DELIVERY_SEEN, deliverySeen, isDeliverySeen } from "./delivery-seen";
import { newEventId } from "./event-id";
import { type FrameContents, readFrames } from "./frames";
import { cleanText, MAX_AD_TEXT } from "./page-text";
import { countShare, hasShareLeft } from "./page-vouched";

const MAX_DETAIL = 300; // characters of what a finder saw
const MAX_FINDERS = 12;
/** A frame that has just appeared often has no content yet; it is asked again this often, this far apart. */
const FRAME_ATTEMPTS = 4;
const FRAME_PAUSE_MS = 400;
/** An ad that shows neither words nor links after this time on screen never will: a picture in a sealed frame. */
const EMPTY_SECONDS = 3;

/** Limits of the wire contract. */
const MAX_CPM = 1_000_000;
const MAX_DSA_PARAMETER = 1000;
const TOPIC_ID = /^[A-Za-z0-9._:-]{1,64}$/;

export interface AdPlace {
  tab_id: number;
  frame_id: number;
  visit: PageVisit;
}

/** Put one found ad into the outbox, unless its creative is the one already counted there. */
export async function recordAd(ad: FoundAd, place: AdPlace, auction: PageAuction, known: Trackers): Promise<void> {
  const frames = await readFilledFrames(ad, place);
  const isEmpty = ad.links.length + frames.links.length === 0 && ad.text + frames.text === "";
  if (isEmpty && ad.visible_seconds < EMPTY_SECONDS) return; // still loading; it is reported again
  const impression = await describeAd(ad, frames, place, auction, known);
  const db = await database();
  const tab = await db.get("tabs", place.tab_id);
  if (tab?.visit?.id !== place.visit.id) return; // the tab moved on meanwhile: what was read may be of another page
  const slot = await db.get("slots", [place.tab_id, ad.key]);
  const creative = creativeOf(impression, [...ad.links, ...frames.links], [...ad.resources, ...frames.documents]);
  if (slot?.impression_id && slot.creative === creative)
    return updateVisibleSeconds(slot.impression_id, impression.visible_seconds);
  await keepSeen(impression, { key: ad.key, creative }, place);
}

/** In one step: were the worker ended in between, the same ad would be counted twice. */
async function keepSeen(
  impression: AdImpressionEvent,
  { key, creative }: Pick<Slot, "key" | "creative">,
  { tab_id, visit }: AdPlace,
): Promise<void> {
  const now = new Date();
  const isVouched = !isDeliverySeen(impression);
  if (isVouched && !(await hasShareLeft(visit.domain, now))) return;
  await enqueue([impression], async (writing) => {
    if (isVouched) await countShare(visit.domain, now, writing.objectStore("settings"));
    const tab = await writing.objectStore("tabs").get(tab_id);
    // The ad was seen all the same, but its place is gone: it must not pass for one of the page that shows now.
    if (tab?.visit?.id !== visit.id) return;
    const slots = writing.objectStore("slots");
    // Where it stands may have been told of only now, while the ad was described.
    const found = (await slots.get([tab_id, key]))?.found ?? null;
    await slots.put({ tab_id, key, creative, impression_id: impression.id, explained: false, found });
  });
}

async function readFilledFrames(ad: FoundAd, { tab_id, frame_id }: AdPlace): Promise<FrameContents> {
  let frames = await readFrames(tab_id, frame_id, ad.frame_paths);
  const isEmpty = () => ad.links.length + frames.links.length === 0 && ad.frame_paths.length > 0;
  for (let attempt = 1; attempt < FRAME_ATTEMPTS && isEmpty(); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, FRAME_PAUSE_MS));
    frames = await readFrames(tab_id, frame_id, ad.frame_paths);
  }
  return frames;
}

async function describeAd(
  ad: FoundAd,
  frames: FrameContents,
  { tab_id, visit }: AdPlace,
  auction: PageAuction,
  known: Trackers,
): Promise<AdImpressionEvent> {
  const requests = await frameRequests(tab_id, frames.frame_ids);
  const isAdServer = adServerTest(visit, known);
  const links = [...ad.links, ...frames.links];
  const landing = advertiserDomains(links, visit.domain, isAdServer);
  const urls = [...links, ...ad.resources, ...frames.resources, ...frames.documents];
  const bid = matchBid(auction, { slot_ids: ad.slot_ids, urls, landing_domains: landing });
  const text = cleanText(mergedText(ad.text, frames.text), MAX_AD_TEXT);
  const advertisers = advertiserHints({ page_domain: visit.domain, links, text, bid }, isAdServer);
  const adomain = domainsOf(advertisers);
  const told = ad.finders.filter(({ finder }) => finder !== DELIVERY_SEEN).slice(0, MAX_FINDERS);
  const seen = await deliverySeen(requests, [...ad.resources, ...frames.documents], visit, known);
  const delivery = hopsOf({ ad, frames, requests, links, visit }, bid, adomain, known);
  return {
    type: "impression",
    id: newEventId(),
    time: new Date().toISOString(),
    visit_id: visit.id,
    page_url: visit.url,
    page_domain: visit.domain,
    adomain,
    crid: bid?.creative_id || null,
    text,
    width: Math.round(ad.width),
    height: Math.round(ad.height),
    frame: ad.frame,
    visible_seconds: Math.round(ad.visible_seconds * 10) / 10,
    finders: [...seen, ...told].map(({ finder, detail }) => ({ finder, detail: cleanText(detail, MAX_DETAIL) })),
    delivery,
    bid: bid ? claimedBid(bid) : null,
    advertisers,
    claims: pageClaims(auction, bid, [...new Set(delivery.map(({ company }) => company))], known),
  };
}

function hopsOf(
  seen: { ad: FoundAd; frames: FrameContents; requests: readonly FrameRequest[]; links: string[]; visit: PageVisit },
  bid: AuctionBid | null,
  advertiser: readonly string[],
  known: Trackers,
): AdImpressionEvent["delivery"] {
  const hostsAsked = (isDocument: boolean) =>
    seen.requests.filter(({ is_document }) => is_document === isDocument).map(({ host }) => host);
  const facts = {
    page_domain: seen.visit.domain,
    bidder: bid?.bidder || null,
    frame_hosts: [...hostsAsked(true), ...hostsOf(seen.frames.documents)],
    request_hosts: [...hostsAsked(false), ...hostsOf(seen.ad.resources)],
    click_hosts: hostsOf(seen.links),
    advertiser,
  };
  return deliveryHops(facts, known);
}

/** Friendly frames are read twice, by the page's script and by their own: say it once. */
function mergedText(own: string, inFrames: string): string {
  return own.includes(inFrames) ? own : inFrames.includes(own) ? inFrames : `${own} ${inFrames}`;
}

/**
 * Whether a host is known to deliver ads and so cannot be the advertiser: by a rule of the lists, or as an ad
 * company.
 */
function adServerTest(visit: PageVisit, known: Trackers): (host: string) => boolean {
  return (host) => {
    if (registrableDomain(host) === visit.domain) return false;
    const request = { url: `https://${host}/`, page_url: visit.url, type: "sub_frame" } as const;
    return isAdCompany(host) || known.lists.ruleFor(request) !== null;
  };
}

/**
 * What tells one creative of a slot from the next: its name, else what it says (not its countdown), shows and leads
 * to.
 */
function creativeOf(
  { crid, adomain, text }: AdImpressionEvent,
  links: readonly string[],
  resources: readonly string[],
): string {
  const paths = [...links, ...resources].map((url) => hostOf(url) + (URL.canParse(url) ? new URL(url).pathname : ""));
  return JSON.stringify([crid, adomain, crid ? "" : text.replace(/\d+/g, ""), crid ? [] : [...new Set(paths)].sort()]);
}

/** The page may claim anything; what the service would refuse is left out here, so that the ad itself is kept. */
function claimedBid(bid: AuctionBid): AdImpressionEvent["bid"] {
  return {
    bidder: bid.bidder,
    cpm: Math.min(bid.cpm, MAX_CPM),
    currency: bid.currency,
    cat: bid.cat.filter((id) => TOPIC_ID.test(id)),
    told_place: bid.told_place || null,
    dsa_behalf: bid.dsa_behalf || null,
    dsa_paid: bid.dsa_paid || null,
    dsa_params: bid.dsa_params.filter((parameter) => parameter >= 0 && parameter <= MAX_DSA_PARAMETER),
  };
}
