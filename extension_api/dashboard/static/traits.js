// What was inferred about the person, the visits behind each guess, and how to correct or forget it.
import { correctTrait, forgetSite, forgetVisits, getProvenance, getTraits } from "./api.js";
import { byId, el, foreign, joined, plainLine } from "./dom.js";
import { announceChange, confirmErasure, doing, say } from "./notices.js";
import { list, moment, words } from "./words.js";

const FIRST = 12; // traits shown before "show all"
const SITES_MAX = 4; // sites offered to be forgotten at once
const LEVELS = ["weak", "medium", "strong"];

let isLong = false;
let opened = null;

/** Fill the list of traits; the one that was open stays open. */
export async function showTraits() {
  const { traits } = await getTraits();
  const shown = isLong ? traits : traits.slice(0, FIRST);
  const more = el("button", { type: "button", class: "button", onclick: doing(showAll) }, words.trait.all(traits.length));
  byId("traits").replaceChildren(
    traits.length ? el("ul", { class: "trait-list" }, ...shown.map(row)) : el("p", { class: "empty soft" },
      words.trait.none),
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
      el("span", { class: "trait__name" }, foreign(trait.label, 80), trait.correction !== "none" && el("span", { class: "small soft" }, ` ${words.trait.marked[trait.correction]}`)),
      strength(trait),
      el("span", { class: "small soft trait__visits" }, words.trait.visits(trait.visits))),
    body);
  return el("li", { class: trait.correction === "none" ? "trait" : "trait trait--corrected", "data-trait": trait.id }, fold);
}

function strength({ level }) {
  const filled = LEVELS.indexOf(level) + 1;
  const { level: name } = words.trait;
  const dots = LEVELS.map((_, position) => el("span", { class: position < filled ? "dot dot--on" : "dot" }));
  return el("span", { class: "dots", role: "img", "aria-label": name[level], title: name[level] }, ...dots);
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
  const [onPages, end] = words.trait.companies;
  return [
    trait.path.length > 1 && el("p", { class: "small soft" }, trait.path.join(" › ")),
    controls(trait),
    el("h3", {}, words.trait.visitsTitle),
    el("ul", { class: "visits" }, ...visits.map((items) => visitRow(items))),
    el("p", { class: "small soft" }, companies.length
      ? el("span", {}, onPages, ...joined(companies.map((name) => foreign(name, 60)), ", "), end)
      : words.trait.noCompanies),
    forgetting(trait, visits),
  ].filter(Boolean);
}

function controls(trait) {
  if (trait.correction !== "none") {
    return el("div", { class: "row" },
      el("p", { class: "small" }, words.trait.corrected[trait.correction]),
      el("button", { type: "button", class: "button", onclick: doing(() => correct(trait, "none")) }, words.trait.undo));
  }
  return el("div", { class: "row" },
    el("button", { type: "button", class: "button", onclick: doing(() => correct(trait, "not_me")) }, words.trait.notMe),
    el("button", { type: "button", class: "button", onclick: doing(() => correct(trait, "muted")) }, words.trait.mute));
}

async function correct(trait, correction) {
  await correctTrait(trait.id, correction);
  say(words.trait.done[correction](plainLine(trait.label, 60)));
  announceChange();
}

function visitRow(items) {
  const [{ visit_id, title, domain, time }] = items;
  const sources = list([...new Set(items.map(({ source }) => words.source[source] ?? source))]);
  const found = [...new Set(items.flatMap((item) => item.words))].slice(0, 6);
  return el("li", {},
    el("span", { class: "visit__title" }, foreign(title || words.trait.untitled, 120)),
    el("span", { class: "small soft" }, foreign(domain), ` · ${moment(time)} · ${sources}`, found.length > 0 && ": ", ...joined(found.map((word) => foreign(word, 40)), ", ")),
    el("button", { type: "button", class: "button button--plain small", onclick: doing(() => eraseVisits([visit_id])),
      "aria-label": words.forget.visitTo(plainLine(title || domain, 60)) }, words.forget.visit));
}

function forgetting(trait, visits) {
  const ids = visits.map(([{ visit_id }]) => visit_id);
  const sites = [...new Set(visits.map(([{ domain }]) => domain))].slice(0, SITES_MAX);
  const [before, after] = words.forget.site;
  return el("div", { class: "row" },
    ids.length > 1 && el("button", { type: "button", class: "button button--erase", onclick: doing(() => eraseVisits(ids)) }, words.forget.visits(ids.length)),
    ...sites.map((site) => el("button", { type: "button", class: "button button--erase", onclick: doing(() => eraseSite(site)) }, before, foreign(site, 60), after)));
}

async function eraseVisits(ids) {
  if (!(await confirmErasure(words.forget.askVisits(ids.length), words.forget.eraseVisits(ids.length)))) return;
  const { erased } = await forgetVisits(ids);
  report(erased);
}

async function eraseSite(site) {
  const name = plainLine(site, 60);
  if (!(await confirmErasure(words.forget.askSite(name), words.forget.erase(name)))) return;
  const { erased } = await forgetSite(site);
  report(erased);
}

function report({ visits, impressions }) {
  say(words.forget.done(visits, impressions));
  announceChange();
}
