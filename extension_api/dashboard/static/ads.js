// The list of ads: filtered, refreshed without disturbing what is open, each with its explanation one click away.
import { getAds, getAlternatives, getExplanation, getPairings } from "./api.js";
import { byId, el, foreign } from "./dom.js";
import { evidence } from "./evidence.js";
import { explanationView } from "./explanation.js";
import { doing, say } from "./notices.js";
import { moment, words } from "./words.js";

const VERDICTS = ["about_you", "about_the_page", "about_the_moment", "about_everyone", "not_enough_evidence"];

let verdict = null;
let cursor = null;
/** @type {Map<string, {row: HTMLElement, shown: string}>} rows on the page by the ad's id */
const rows = new Map();

/** Fill the list from its top. */
export async function showAds() {
  showFilters();
  const page = await getAds({ verdict });
  rows.clear();
  byId("ads").replaceChildren(...(page.impressions.length ? page.impressions.map(rowOf) : [await nothing()]));
  showMore(page.next_cursor);
}

/** Put new ads on top and renew the sentences of those shown. Returns whether anything changed. */
export async function refreshAds() {
  const { impressions } = await getAds({ verdict });
  const added = impressions.filter(({ id }) => !rows.has(id));
  const changed = impressions.filter((ad) => rows.has(ad.id) && rows.get(ad.id).shown !== summaryKey(ad));
  if (added.length > 0 && rows.size === 0) byId("ads").replaceChildren();
  byId("ads").prepend(...added.map(rowOf));
  for (const ad of changed) renew(ad);
  return added.length + changed.length > 0;
}

function showFilters() {
  const choices = [null, ...VERDICTS].map((choice) =>
    el("button", { type: "button", class: "filter", "aria-pressed": String(choice === verdict), onclick: doing(() => choose(choice)) },
      choice ? words.verdict[choice] : words.page.all));
  byId("filters").replaceChildren(...choices);
}

async function choose(choice) {
  verdict = choice;
  const position = [null, ...VERDICTS].indexOf(choice);
  await showAds();
  byId("filters").children[position].focus();
}

function showMore(next) {
  cursor = next;
  const button = el("button", { type: "button", class: "button", onclick: doing(older) }, words.page.older);
  byId("ads-more").replaceChildren(...(next ? [button] : []));
}

async function older() {
  const page = await getAds({ verdict, cursor });
  byId("ads").append(...page.impressions.filter(({ id }) => !rows.has(id)).map(rowOf));
  showMore(page.next_cursor);
}

const summaryKey = (ad) => `${ad.verdict} ${ad.sentence}`;

function rowOf(ad) {
  const body = el("div", { class: "ad__body" });
  const fold = el("details", { ontoggle: () => fold.open && void open(ad.id, body) }, el("summary", { class: "ad__head" }, ...head(ad)), body);
  const row = el("article", { class: "ad", "data-ad": ad.id, "data-verdict": ad.verdict }, fold);
  rows.set(ad.id, { row, shown: summaryKey(ad) });
  return row;
}

function head(ad) {
  const [on, onEnd] = words.ad.on(moment(ad.time));
  return [
    el("span", { class: "ad__line" },
      el("span", { class: `chip chip--${ad.verdict}` }, words.verdict[ad.verdict]),
      el("span", { class: "ad__where small soft" }, on, foreign(ad.page_domain), onEnd)),
    el("span", { class: "ad__what" },
      el("strong", {}, ad.advertiser ? foreign(ad.advertiser, 80) : words.ad.unknownAdvertiser),
      ad.text ? el("span", { class: "ad__text" }, " ", foreign(ad.text, 120)) : ""),
    el("span", { class: "ad__sentence" }, foreign(ad.sentence, 300), evidence(ad.tier)),
  ];
}

function renew(ad) {
  const { row } = rows.get(ad.id);
  row.dataset.verdict = ad.verdict;
  row.querySelector("summary").replaceChildren(...head(ad));
  rows.set(ad.id, { row, shown: summaryKey(ad) });
}

/** Fetch the explanation each time the ad is opened: it is always the answer as of now. */
async function open(id, body) {
  if (!body.hasChildNodes()) body.append(el("p", { class: "soft" }, words.ad.loading));
  try {
    const [explanation, alternatives] = await Promise.all([getExplanation(id), getAlternatives(id)]);
    renew(explanation.impression);
    body.replaceChildren(explanationView(explanation, alternatives));
  } catch (error) {
    if (error.status === undefined) throw error;
    body.replaceChildren(el("p", { class: "problem" }, error.message));
    say(error.message);
  }
}

/** What to say where there is no ad: of this kind, at all, or because no browser is connected. */
async function nothing() {
  if (verdict) return el("p", { class: "empty soft" }, words.ad.noneOfKind(words.verdict[verdict]));
  const { pairings } = await getPairings();
  if (pairings.length > 0) return el("p", { class: "empty soft" }, words.ad.noneYet);
  return el("p", { class: "empty soft" }, words.ad.noBrowser);
}
