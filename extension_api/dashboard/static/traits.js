// What was inferred about the person, the visits behind each guess, and how to correct or forget it.
import { correctTrait, forgetSite, forgetVisits, getProvenance, getTraits } from "./api.js";
import { byId, el, foreign, joined, plainLine } from "./dom.js";
import { announceChange, confirmErasure, doing, say } from "./notices.js";
import { count, LEVEL, list, moment, SOURCE } from "./words.js";

const FIRST = 12; // traits shown before "show all"
const SITES_MAX = 4; // sites offered to be forgotten at once
const LEVELS = ["weak", "medium", "strong"];
const CORRECTED = { not_me: "not you", muted: "not used" };

let isLong = false;
let opened = null;

/** Fill the list of traits; the one that was open stays open. */
export async function showTraits() {
  const { traits } = await getTraits();
  const shown = isLong ? traits : traits.slice(0, FIRST);
  const more = el("button", { type: "button", class: "button", onclick: doing(showAll) }, `Show all ${traits.length}`);
  byId("traits").replaceChildren(
    traits.length ? el("ul", { class: "trait-list" }, ...shown.map(row)) : el("p", { class: "empty soft" },
      "Nothing yet. Traits appear after a few pages on the same subject."),
    ...(shown.length < traits.length ? [more] : []));
}

async function showAll() {
  isLong = true;
  await showTraits();
}

function row(trait) {
  const body = el("div", { class: "trait__body" });
  const fold = el("details", { open: opened === trait.id, ontoggle: () => toggled(fold, trait, body) },
    el("summary", { class: "trait__head" },
      el("span", { class: "trait__name" }, foreign(trait.label, 80), trait.correction !== "none" && el("span", { class: "small soft" }, ` ${CORRECTED[trait.correction]}`)),
      strength(trait),
      el("span", { class: "small soft trait__visits" }, count(trait.visits, "visit", "visits"))),
    body);
  return el("li", { class: trait.correction === "none" ? "trait" : "trait trait--corrected", "data-trait": trait.id }, fold);
}

function strength({ level }) {
  const filled = LEVELS.indexOf(level) + 1;
  const dots = LEVELS.map((_, position) => el("span", { class: position < filled ? "dot dot--on" : "dot" }));
  return el("span", { class: "dots", role: "img", "aria-label": LEVEL[level], title: LEVEL[level] }, ...dots);
}

function toggled(fold, trait, body) {
  if (fold.open) {
    opened = trait.id;
    void open(trait, body);
  } else if (opened === trait.id) opened = null;
}

async function open(trait, body) {
  try {
    const provenance = await getProvenance(trait.id);
    body.replaceChildren(...provenanceView(provenance));
  } catch (error) {
    if (error.status === undefined) throw error;
    body.replaceChildren(el("p", { class: "problem" }, error.message));
  }
}

function provenanceView({ trait, evidence }) {
  const visits = [...Map.groupBy(evidence, ({ visit_id }) => visit_id).values()];
  const companies = [...new Set(evidence.flatMap((item) => item.companies))];
  return [
    trait.path.length > 1 && el("p", { class: "small soft" }, trait.path.join(" › ")),
    controls(trait),
    el("h3", {}, "The visits behind it"),
    el("ul", { class: "visits" }, ...visits.map((items) => visitRow(items))),
    el("p", { class: "small soft" }, companies.length
      ? el("span", {}, "Companies on these pages: ", ...joined(companies.map((name) => foreign(name, 60)), ", "), ".")
      : "Whyad saw no company that follows people on these pages."),
    forgetting(trait, visits),
  ].filter(Boolean);
}

function controls(trait) {
  if (trait.correction !== "none") {
    return el("div", { class: "row" },
      el("p", { class: "small" }, trait.correction === "not_me" ? "You said this is not you. No explanation uses it." : "Not used in explanations. The visits are still held."),
      el("button", { type: "button", class: "button", onclick: doing(() => correct(trait, "none")) }, "Undo"));
  }
  return el("div", { class: "row" },
    el("button", { type: "button", class: "button", onclick: doing(() => correct(trait, "not_me")) }, "Not me"),
    el("button", { type: "button", class: "button", onclick: doing(() => correct(trait, "muted")) }, "Mute"));
}

async function correct(trait, correction) {
  await correctTrait(trait.id, correction);
  const label = plainLine(trait.label, 60);
  say({
    not_me: `Noted. Explanations no longer use ${label}. Its visits stay until you forget them.`,
    muted: `Muted. Explanations no longer use ${label}. Whyad still keeps the visits.`,
    none: `Undone. Explanations may use ${label} again.`,
  }[correction]);
  announceChange();
}

function visitRow(items) {
  const [{ visit_id, title, domain, time }] = items;
  const sources = list([...new Set(items.map(({ source }) => SOURCE[source] ?? source))]);
  const words = [...new Set(items.flatMap((item) => item.words))].slice(0, 6);
  return el("li", {},
    el("span", { class: "visit__title" }, foreign(title || "A page without a title", 120)),
    el("span", { class: "small soft" }, foreign(domain), ` · ${moment(time)} · ${sources}`, words.length > 0 && ": ", ...joined(words.map((word) => foreign(word, 40)), ", ")),
    el("button", { type: "button", class: "button button--plain small", onclick: doing(() => eraseVisits([visit_id])),
      "aria-label": `Forget the visit to ${plainLine(title || domain, 60)}` }, "Forget"));
}

function forgetting(trait, visits) {
  const ids = visits.map(([{ visit_id }]) => visit_id);
  const sites = [...new Set(visits.map(([{ domain }]) => domain))].slice(0, SITES_MAX);
  return el("div", { class: "row" },
    ids.length > 1 && el("button", { type: "button", class: "button button--erase", onclick: doing(() => eraseVisits(ids)) }, `Forget all ${ids.length} visits`),
    ...sites.map((site) => el("button", { type: "button", class: "button button--erase", onclick: doing(() => eraseSite(site)) }, "Forget ", foreign(site, 60))));
}

async function eraseVisits(ids) {
  const what = count(ids.length, "visit", "visits");
  if (!(await confirmErasure(`Erase ${what} and all that was concluded from ${ids.length === 1 ? "it" : "them"}? This cannot be undone.`, `Erase ${what}`))) return;
  const { erased } = await forgetVisits(ids);
  report(erased);
}

async function eraseSite(site) {
  const name = plainLine(site, 60);
  if (!(await confirmErasure(`Erase every visit to ${name}, the ads seen there, and all that was concluded from them? This cannot be undone.`, `Erase ${name}`))) return;
  const { erased } = await forgetSite(site);
  report(erased);
}

function report({ visits, impressions }) {
  say(`${count(visits, "visit", "visits")} and ${count(impressions, "ad", "ads")} erased.`);
  announceChange();
}
