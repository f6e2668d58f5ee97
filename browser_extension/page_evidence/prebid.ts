// Reads every Prebid of the page, under whatever name it runs. Runs in the page's own world (entrypoints/auction-
// probe.ts).
import type { AuctionBid, Told } from "./auction-types";
import { readDsa } from "./dsa";
import { type GptSlot, elementsOf } from "./gpt";
import { type Loose, asList, asText, attempt } from "./page-values";
import { sellersOf } from "./supply-chain";
import { placeIn, readTold } from "./told";

const MAX_BIDS = 200;
const MAX_MARKUP = 20_000; // characters of a creative's markup that are searched for addresses
const MAX_ADDRESSES = 40;
const USUAL_NAME = "pbjs";

/** All instances of the library; each notes its name in one list, whatever the name is. */
export function prebidsOf(page: Loose): Loose[] {
  const names = new Set([...attempt(() => asList(page._pbjsGlobals), []).map((name) => asText(name)), USUAL_NAME]);
  return [...names]
    .map((name) =>
      attempt<Loose | null>(() => (typeof page[name].getBidResponses === "function" ? page[name] : null), null),
    )
    .filter((prebid): prebid is Loose => prebid !== null);
}

export function unitsOf(prebid: Loose): string[] {
  return asList(attempt(() => prebid.adUnits, [])).map((unit) => asText((unit as Loose)?.code));
}

export function bidsOf(prebid: Loose, slots: readonly GptSlot[]): AuctionBid[] {
  const won = attempt<Loose[]>(() => prebid.getAllWinningBids(), []);
  const events = eventsOf(prebid);
  const shown = events.filter(({ eventType }) => eventType === "adRenderSucceeded" || eventType === "bidWon");
  const shownIds = new Set(shown.map(({ args }) => asText(args?.adId ?? args?.bid?.adId)));
  const responses = attempt<Loose>(() => prebid.getBidResponses(), {});
  const answered = Object.values(responses).flatMap((unit) => asList((unit as Loose)?.bids) as Loose[]);
  const waiting = answered.filter((bid) => !won.some(({ adId }) => adId === bid.adId));
  const general = attempt<Loose | undefined>(() => prebid.getConfig("ortb2"), undefined);
  return [...waiting, ...won].slice(-MAX_BIDS).map((bid) => {
    const isRendered = won.includes(bid) || bid.status === "rendered" || shownIds.has(asText(bid.adId));
    return { ...readBid(bid, slots), is_rendered: isRendered, ...askedFor(bid, events, general) };
  });
}

/** What each bidder was told, from the latest request to it. */
export function toldBy(prebid: Loose): Told[] {
  const general = attempt<Loose | undefined>(() => prebid.getConfig("ortb2"), undefined);
  const shared = attempt<unknown>(() => prebid.getUserIdsAsEids(), []);
  const latest = new Map(requestsIn(eventsOf(prebid)).map((request) => [asText(request.bidderCode), request]));
  return [...latest].map(([bidder, request]) => {
    const first = asList(request.bids)[0] as Loose | undefined;
    return readTold(bidder, "", ortb2Of(request) ?? general, first?.userIdAsEids ?? shared);
  });
}

function readBid(bid: Loose, slots: readonly GptSlot[]): Omit<AuctionBid, "is_rendered" | "told_place" | "sellers"> {
  const meta: Loose = bid.meta ?? {};
  const unit = asText(bid.adUnitCode);
  const elements = elementsOf(unit, slots);
  const adId = asText(bid.adId);
  return {
    ad_unit: unit,
    element_ids: elements,
    ad_id: adId,
    bidder: asText(bid.bidderCode ?? bid.bidder),
    cpm: Number(bid.originalCpm ?? bid.cpm) || 0,
    currency: asText(bid.originalCurrency ?? bid.currency),
    creative_id: asText(bid.creativeId ?? bid.creative_id),
    is_named_by_slot: slots.some((slot) => elements.includes(slot.element_id) && adId !== "" && slot.ad_id === adId),
    time: Number(bid.responseTimestamp) || 0,
    urls: addressesIn([bid.ad, bid.adUrl, attempt(() => JSON.stringify(bid.native), "")]),
    advertiser_domains: asList(meta.advertiserDomains).map((domain) => asText(domain)),
    advertiser_name: asText(meta.advertiserName),
    brand_name: asText(meta.brandName),
    cat: [...asList(meta.primaryCatId), ...asList(meta.secondaryCatIds)].map((id) => asText(id)),
    ...readDsa(meta.dsa),
  };
}

/** What the request that this bid answers said: where the person is, and through whose hands the place was sold. */
function askedFor(bid: Loose, events: readonly Loose[], general: Loose | undefined) {
  const toBidder = requestsIn(events).filter(
    ({ bidderCode }) => bidderCode === bid.bidderCode || bidderCode === bid.adapterCode,
  );
  const request = toBidder.find(({ auctionId }) => auctionId === bid.auctionId) ?? toBidder.at(-1);
  const told = ortb2Of(request);
  return {
    told_place: placeIn(told) || placeIn(general),
    sellers: sellersOf(asList(request?.bids)[0] as Loose | undefined, told ?? general),
  };
}

function ortb2Of(request: Loose | undefined): Loose | undefined {
  return request?.ortb2 ?? (asList(request?.bids)[0] as Loose | undefined)?.ortb2;
}

function requestsIn(events: readonly Loose[]): Loose[] {
  return events.filter(({ eventType }) => eventType === "bidRequested").map(({ args }) => (args ?? {}) as Loose);
}

function eventsOf(prebid: Loose): Loose[] {
  return asList(attempt<Loose[]>(() => prebid.getEvents(), [])) as Loose[];
}

function addressesIn(markups: unknown[]): string[] {
  const markup = markups
    .map((text) => asText(text, MAX_MARKUP))
    .join(" ")
    .replaceAll("&amp;", "&");
  return (markup.match(/(https?:)?\/\/[^\s"'<>\\]+/g) ?? []).slice(0, MAX_ADDRESSES);
}
