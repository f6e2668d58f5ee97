// Prebid adapters for the town's bidders: plain OpenRTB 2.6, with the bidder's own cookie sent along.
import { ortbConverter } from "prebid-source/libraries/ortbConverter/converter.js";
import { registerBidder } from "prebid-source/src/adapters/bidderFactory.js";
import { BANNER } from "prebid-source/src/mediaTypes.js";

const BID_TTL_SECONDS = 120;

const converter = ortbConverter({ context: { netRevenue: true, ttl: BID_TTL_SECONDS, mediaType: BANNER, currency: "USD" } });

/** Register one adapter for each bidder code. Its endpoint comes with the ad unit, since the town's port changes. */
export function registerTownBidders(codes) {
  for (const code of codes) registerBidder(adapter(code));
}

// The converter fills meta.advertiserDomains, meta.primaryCatId and meta.dsa from the bid's adomain, cat and ext.dsa.
function adapter(code) {
  return {
    code,
    supportedMediaTypes: [BANNER],
    isBidRequestValid: (bid) => typeof bid.params.endpoint === "string",
    // text/plain needs no preflight; with credentials the bidder sees its own cookie and nobody else's.
    buildRequests: (bidRequests, bidderRequest) => ({
      method: "POST",
      url: bidRequests[0].params.endpoint,
      data: converter.toORTB({ bidRequests, bidderRequest }),
      options: { contentType: "text/plain", withCredentials: true },
    }),
    interpretResponse: (response, request) =>
      response.body?.seatbid ? converter.fromORTB({ response: response.body, request: request.data }).bids : [],
  };
}
