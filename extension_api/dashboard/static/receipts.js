// Receipts for what was forgotten: how much and when, never what it was.
import { getReceipts } from "./api.js";
import { byId, el } from "./dom.js";
import { count, list, moment } from "./words.js";

const ROWS = [
  ["visits", "visit", "visits"],
  ["tracker_contacts", "contact with a tracker", "contacts with trackers"],
  ["impressions", "ad", "ads"],
  ["deliveries", "ad that no longer names a company", "ads that no longer name a company"],
];
const WHAT = {
  visits: "Visits", site: "A site", trait: "A trait’s visits", hours: "A stretch of time", company: "A company", everything: "Everything",
};

/** Show the newest receipts, if there are any. */
export async function showReceipts() {
  const { receipts } = await getReceipts();
  byId("receipts-title").hidden = receipts.length === 0;
  byId("receipts").replaceChildren(...receipts.map((receipt) => el("li", { "data-receipt": receipt.what }, receiptText(receipt))));
}

function receiptText({ what, time, erased, note }) {
  return `${WHAT[what]}, forgotten ${moment(time)}: ${amount(erased)}. ${note}`;
}

function amount(erased) {
  const parts = ROWS.filter(([name]) => erased[name] > 0).map(([name, one, many]) => count(erased[name], one, many));
  return parts.length ? list(parts) : "nothing was held of it";
}
