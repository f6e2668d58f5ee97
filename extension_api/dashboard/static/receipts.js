// The last thing that was forgotten, as a receipt: how much and when, never what it was.
import { getReceipts } from "./api.js";
import { byId } from "./dom.js";
import { count, list, moment } from "./words.js";

const ROWS = [
  ["visits", "visit", "visits"],
  ["tracker_contacts", "contact with a tracker", "contacts with trackers"],
  ["impressions", "ad", "ads"],
  ["deliveries", "ad that no longer names a company", "ads that no longer name a company"],
];

/** Show the newest receipt, if there is one. */
export async function showReceipt() {
  const [receipt] = (await getReceipts()).receipts;
  const line = byId("receipt");
  line.hidden = receipt === undefined;
  if (receipt) line.textContent = `Forgotten ${moment(receipt.time)}: ${amount(receipt.erased)}. ${receipt.note}`;
}

function amount(erased) {
  const parts = ROWS.filter(([name]) => erased[name] > 0).map(([name, one, many]) => count(erased[name], one, many));
  return parts.length ? list(parts) : "nothing was held of it";
}
