// One auction for some slots: the best bid of each is shown in a frame, and where nobody bids the publisher's own ad.

/** Advertisers that the page already shows; a page does not repeat them. */
const shown = new Set();

export function auctionSlots(pbjs, facts, slots) {
  if (slots.length === 0) return;
  pbjs.requestBids({
    adUnitCodes: slots.map(({ code }) => code),
    ortb2: { badv: [...shown] },
    bidsBackHandler: () => slots.forEach((slot) => fillSlot(pbjs, facts, slot)),
  });
}

function fillSlot(pbjs, facts, slot) {
  const best = bestBid(pbjs, slot.code);
  const frame = emptyFrame(slot);
  document.getElementById(slot.code).replaceChildren(frame);
  if (best) {
    for (const domain of best.meta.advertiserDomains ?? []) shown.add(domain);
    frame.contentDocument.body.style.margin = "0"; // the renderer's own frame inside would be pushed aside
    pbjs.renderAd(frame.contentDocument, best.adId);
  } else {
    frame.src = `${facts.house_url}&slot=${slot.code}&w=${slot.sizes[0][0]}&h=${slot.sizes[0][1]}`;
  }
}

/** The dearest unused bid whose advertiser is not on the page yet. */
function bestBid(pbjs, code) {
  const { bids } = pbjs.getBidResponsesForAdUnitCode(code);
  const fresh = bids.filter((bid) => bid.status !== "rendered" && !(bid.meta.advertiserDomains ?? []).some((domain) => shown.has(domain)));
  return fresh.sort((one, other) => other.cpm - one.cpm)[0];
}

function emptyFrame({ sizes: [[width, height]] }) {
  const frame = document.createElement("iframe");
  Object.assign(frame, { width, height, scrolling: "no", frameBorder: "0" });
  frame.style.border = "0";
  frame.title = "Advertisement";
  return frame;
}
