// What every publisher page of the town runs: read the facts that the page brings, hold the auction, fill the slots.
import pbjs from "prebid.js";
import "prebid-source/modules/consentManagementTcf.js";
import { registerTownBidders } from "./bidders.js";
import { auctionSlots } from "./auction.js";
import { installConsentManager } from "./consent.js";
import { watchLazySlots, watchRefreshingSlots } from "./visibility.js";

const facts = JSON.parse(document.getElementById("page-facts").textContent);

installConsentManager(window);
registerTownBidders(facts.bidders.map(({ code }) => code));
pbjs.processQueue();
pbjs.setConfig({
  bidderTimeout: facts.timeout_ms,
  enableTIDs: false,
  consentManagement: { gdpr: { cmpApi: "iab", defaultGdprScope: true } },
  ortb2: {
    site: { domain: facts.domain, page: facts.page, cat: facts.topics, cattax: facts.cattax, ext: { data: { view: facts.view } } },
    device: { geo: { city: facts.city, type: 2 } },
    // Whose hands the ad places go through: the site sells them itself, by way of the town's ad server.
    source: { schain: { ver: "1.0", complete: 1, nodes: facts.sellers.map((asi) => ({ asi, sid: facts.domain, hp: 1 })) } },
    user: { ext: { eids: facts.fp ? [{ source: facts.fp_source, uids: [{ id: facts.fp, atype: 1 }] }] : [] } },
  },
});
pbjs.addAdUnits(
  facts.slots.map(({ code, sizes }) => ({
    code,
    mediaTypes: { banner: { sizes } },
    ortb2Imp: { ext: { gpid: code } },
    bids: facts.bidders.map(({ code: bidder, endpoint }) => ({ bidder, params: { endpoint } })),
  })),
);

const ofKind = (kind) => facts.slots.filter((slot) => slot.kind === kind);
const atOnce = facts.slots.filter((slot) => slot.kind !== "lazy_auction");
auctionSlots(pbjs, facts, atOnce);
watchLazySlots(ofKind("lazy_auction"), (slot) => auctionSlots(pbjs, facts, [slot]));
watchRefreshingSlots(ofKind("refreshing_auction"), facts.refresh_ms, (slot) => auctionSlots(pbjs, facts, [slot]));
