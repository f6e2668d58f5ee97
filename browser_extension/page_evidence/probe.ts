// Everything the page's own scripts say, in one look: its header bidding, ad server, video ads and consent manager.
import type { PageAuction, Told } from "./auction-types";
import { hasAmazonBid, readGptSlots, readGptTold } from "./gpt";
import { type Loose, asText, attempt } from "./page-values";
import { bidsOf, prebidsOf, toldBy, unitsOf } from "./prebid";
import { elementsOf } from "./gpt";
import { readSignals } from "./signals";

const MAX_FRAMES = 20; // same-origin frames that are looked into: some pages keep their auction in one

export function readAuction(page: Loose): PageAuction {
  const windows = [page, ...ownFrames(page)];
  const slots = windows.flatMap(readGptSlots);
  const prebids = windows.flatMap(prebidsOf);
  const units = prebids.flatMap((prebid) => attempt(() => unitsOf(prebid), []));
  const elements = [...units.flatMap((unit) => elementsOf(unit, slots)), ...slots.map(({ element_id }) => element_id)];
  return {
    ad_units: [...new Set(elements)].filter((id) => id !== ""),
    bids: prebids.flatMap((prebid) => attempt(() => bidsOf(prebid, slots), [])),
    told: [...prebids.flatMap((prebid) => attempt(() => toldBy(prebid), [])), ...windows.flatMap(toldByTags)],
    signals: readSignals(page),
  };
}

/** What tags other than Prebid pass on. Amazon's and the video player's requests are not open to view, only made. */
function toldByTags(page: Loose): Told[] {
  const gpt = attempt(() => readGptTold(page), null);
  const silent = (bidder: string, host: string): Told => ({
    bidder,
    host,
    segments: [],
    keywords: [],
    place: "",
    ids: [],
  });
  return [
    ...(gpt ? [gpt] : []),
    ...(attempt(() => hasAmazonBid(page), false) ? [silent("amazon", "amazon-adsystem.com")] : []),
    ...(asText(attempt(() => page.google.ima.VERSION, "")) ? [silent("ima", "doubleclick.net")] : []),
  ];
}

function ownFrames(page: Loose): Loose[] {
  const count = Math.min(Number(attempt(() => page.frames.length, 0)) || 0, MAX_FRAMES);
  return Array.from({ length: count }, (_, index) =>
    attempt<Loose | null>(() => (page.frames[index].document ? page.frames[index] : null), null),
  ).filter((frame): frame is Loose => frame !== null);
}
