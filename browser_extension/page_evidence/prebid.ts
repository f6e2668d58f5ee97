// Reads every Prebid of the page, under whatever name it runs. Runs in the page's own world (entrypoints/auction-
// probe.ts).
import type { AuctionBid, PageAuction } from "./auction-types";
import { readDsa } from "./dsa";
import { type GptSlot, elementsOf, readGptSlots } from "./gpt";
import { type Loose, asList, asText, attempt } from "./page-values";

const MAX_BIDS = 200;
const MAX_MARKUP = 20_000; // characters of a creative's markup that are searched for addresses
const MAX_ADDRESSES = 40;

export function readAuction(page: Loose): PageAuction {
  const slots = readGptSlots(page);
  const prebids = attempt(() => asList(page._pbjsGlobals), [])
    .map((name) => page[asText(name)] as Loose | undefined)
    .filter((prebid): prebid is Loose => typeof prebid?.getBidResponses === "function");
  const units = prebids.flatMap((prebid) =>
    asList(attempt(() => prebid.adUnits, [])).map((unit) => asText((unit as Loose)?.code)),
  );
  const elements = [...units.flatMap((unit) => elementsOf(unit, slots)), ...slots.map(({ element_id }) => element_id)];
  return {
    ad_units: [...new Set(elements)].filter((id) => id !== ""),
    bids: prebids.flatMap((prebid) => attempt(() => bidsOf(prebid, slots), [])),
  };
}

function bidsOf(prebid: Loose, slots: readonly GptSlot[]): AuctionBid[] {
  const rendered = attempt<Loose[]>(() => prebid.getAllWinningBids(), []);
  const responses = attempt<Loose>(() => prebid.getBidResponses(), {});
  const answered = Object.values(responses).flatMap((unit) => asList((unit as Loose)?.bids) as Loose[]);
  const waiting = answered.filter((bid) => !rendered.some(({ adId }) => adId === bid.adId));
  const placeTold = placeReader(prebid);
  return [...waiting, ...rendered]
    .slice(-MAX_BIDS)
    .map((bid) => readBid(bid, slots, rendered.includes(bid), placeTold(bid)));
}

function readBid(bid: Loose, slots: readonly GptSlot[], isWinning: boolean, toldPlace: string): AuctionBid {
  const meta: Loose = bid.meta ?? {};
  const unit = asText(bid.adUnitCode);
  return {
    ad_unit: unit,
    element_ids: elementsOf(unit, slots),
    bidder: asText(bid.bidderCode ?? bid.bidder),
    cpm: Number(bid.originalCpm ?? bid.cpm) || 0,
    currency: asText(bid.originalCurrency ?? bid.currency),
    creative_id: asText(bid.creativeId ?? bid.creative_id),
    is_rendered: isWinning || bid.status === "rendered",
    time: Number(bid.responseTimestamp) || 0,
    urls: addressesIn([bid.ad, bid.adUrl, attempt(() => JSON.stringify(bid.native), "")]),
    advertiser_domains: asList(meta.advertiserDomains).map((domain) => asText(domain)),
    cat: [...asList(meta.primaryCatId), ...asList(meta.secondaryCatIds)].map((id) => asText(id)),
    ...readDsa(meta.dsa),
    told_place: toldPlace,
  };
}

/**
 * What each bidder was told about where the person is: from the request to that bidder, else from the page's own
 * settings.
 */
function placeReader(prebid: Loose): (bid: Loose) => string {
  const events = attempt<Loose[]>(() => prebid.getEvents(), []);
  const requests = events
    .filter(({ eventType }) => eventType === "bidRequested")
    .map(({ args }) => (args ?? {}) as Loose);
  const general = attempt<Loose | undefined>(() => prebid.getConfig("ortb2"), undefined);
  return (bid) => {
    const toBidder = requests.filter(
      ({ bidderCode }) => bidderCode === bid.bidderCode || bidderCode === bid.adapterCode,
    );
    const request = toBidder.find(({ auctionId }) => auctionId === bid.auctionId) ?? toBidder.at(-1);
    const told = request?.ortb2 ?? (asList(request?.bids)[0] as Loose | undefined)?.ortb2;
    return placeIn(told) || placeIn(general);
  };
}

function placeIn(ortb2: Loose | undefined): string {
  const geos: (Loose | undefined)[] = [ortb2?.device?.geo, ortb2?.user?.geo];
  return asText(geos.map((geo) => geo?.city ?? geo?.region).find((place) => place !== undefined));
}

function addressesIn(markups: unknown[]): string[] {
  const markup = markups
    .map((text) => asText(text, MAX_MARKUP))
    .join(" ")
    .replaceAll("&amp;", "&");
  return (markup.match(/(https?:)?\/\/[^\s"'<>\\]+/g) ?? []).slice(0, MAX_ADDRESSES);
}
