// Who is behind an ad: who delivered it, who told whom about the person before, and what the page claims it told.
import { el, foreign, joined } from "./dom.js";
import { evidence } from "./evidence.js";
import { moment, words } from "./words.js";

const FIRST = 8; // of each list; pages with dozens of companies are common

/** @param {any} behind as in the answer of GET /impressions/{id}/explanation */
export function behindView({ deliverers, links, told }) {
  return el("div", {},
    lines(deliverers.map(deliverer), words.behind.noDeliverer),
    lines(links.map(link), words.behind.noLink),
    ...told.filter(({ in_delivery }) => in_delivery).slice(0, FIRST).map(toldLine));
}

function lines(items, none) {
  return items.length === 0 ? el("p", { class: "small soft" }, none, evidence("measured"))
    : el("ul", { class: "lines" }, ...items.slice(0, FIRST));
}

function deliverer({ company, roles, domains }) {
  return el("li", {}, el("strong", {}, foreign(company, 80)), ` ${roles.map((role) => words.delivery[role] ?? role).join(", ")} `,
    el("span", { class: "small soft" }, "(", ...joined(domains.map((domain) => foreign(domain, 60)), ", "), ")"), evidence("measured"));
}

function link({ told_by, told, how, site, time }) {
  const [gave, gaveEnd] = words.behind.link[how];
  const [seen, seenEnd] = words.behind.seenOn(moment(time));
  return el("li", {}, foreign(told_by, 60), gave, foreign(told, 60), gaveEnd,
    el("span", { class: "small soft" }, seen, foreign(site, 60), seenEnd), evidence("measured"));
}

function toldLine({ company, segments, keywords, place, ids }) {
  const facts = [...segments, ...keywords, ...(place ? [place] : []), ...ids];
  if (facts.length === 0) return null;
  const [to, what, end] = words.behind.told;
  return el("p", {}, to, foreign(company, 60), what, ...joined(facts.map((fact) => foreign(fact, 60)), "; "), end, evidence("stated"));
}
