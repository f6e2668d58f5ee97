// A copy of everything to keep, and forgetting by time, by company, or all of it; each with its receipt.
import { exportEverything, forgetCompany, forgetEverything, forgetHours, getTrackers } from "./api.js";
import { byId, el, plainLine } from "./dom.js";
import { announceChange, confirmErasure, doing } from "./notices.js";
import { moment, words } from "./words.js";

const HOUR_MS = 3_600_000;
const KILOBYTE = 1000;

/** Listen to the forms; they stand in the page's shell. */
export function listenToYourData() {
  const forms = { "export-form": saveCopy, "hours-form": eraseHours, "company-form": eraseCompany, "everything-form": eraseEverything };
  for (const [id, action] of Object.entries(forms)) {
    const button = byId(id).querySelector(".button");
    const run = doing(action);
    byId(id).addEventListener("submit", (event) => {
      event.preventDefault();
      void run({ currentTarget: button });
    });
  }
}

/** Offer the companies that were met most often. */
export async function showCompanies() {
  const { trackers } = await getTrackers();
  byId("companies").replaceChildren(...trackers.map(({ company }) => el("option", { value: plainLine(company, 256) })));
}

async function saveCopy() {
  const { blob, name } = await exportEverything();
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), HOUR_MS); // the browser may ask first where to put it
  tell(words.yourData.saved(name, Math.ceil(blob.size / KILOBYTE)));
}

async function eraseHours() {
  const since = new Date(byId("hours-since").value);
  const until = new Date(since.getTime() + Number(byId("hours-long").value) * HOUR_MS);
  const { askHours, eraseHours: button } = words.forget;
  await erase(askHours(moment(since), moment(until)), button, () => forgetHours(since.toISOString(), until.toISOString()));
}

async function eraseCompany() {
  const company = byId("company").value.trim();
  const name = plainLine(company, 60);
  if (await erase(words.forget.askCompany(name), words.forget.erase(name), () => forgetCompany(company))) byId("company").value = "";
}

async function eraseEverything() {
  await erase(words.forget.askEverything, words.forget.eraseEverything, forgetEverything);
}

/** Ask, erase, and show the receipt. Resolves to whether it was erased. */
async function erase(question, action, work) {
  if (!(await confirmErasure(question, action))) return false;
  await work();
  tell(words.yourData.forgotten);
  announceChange();
  return true;
}

const tell = (text) => {
  byId("data-result").textContent = text;
};
