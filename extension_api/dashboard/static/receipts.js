// Receipts for what was forgotten: how much and when, never what it was.
import { getReceipts } from "./api.js";
import { byId, el } from "./dom.js";
import { list, moment, words } from "./words.js";

const COUNTED = ["visits", "tracker_contacts", "impressions", "deliveries"];

/** Show the newest receipts, if there are any. */
export async function showReceipts() {
  const { receipts } = await getReceipts();
  byId("receipts-title").hidden = receipts.length === 0;
  byId("receipts").replaceChildren(...receipts.map((receipt) => el("li", { "data-receipt": receipt.what }, receiptText(receipt))));
}

function receiptText(receipt) {
  const { line, what } = words.receipt;
  return `${line(what[receipt.what], moment(receipt.time), amount(receipt.erased))} ${state(receipt)}`;
}

function amount(erased) {
  const parts = COUNTED.filter((name) => erased[name] > 0).map((name) => words.receipt.amount[name](erased[name]));
  return parts.length ? list(parts) : words.receipt.nothing;
}

/** How far the erasing is: the rows go at once, their last bytes once no other program reads the database. */
function state({ completed_at, waiting_for }) {
  if (completed_at !== null) return words.receipt.erased;
  return waiting_for.length ? words.receipt.heldUp(list(waiting_for)) : words.receipt.underWay;
}
