// Who is behind an ad: who delivered it, who told whom about the person before, and what the page claims it told.
import { el, foreign, joined } from "./dom.js";
import { HOW, moment } from "./words.js";

const FIRST = 8; // of each list; pages with dozens of companies are common
const TOLD = {
  redirect: "its id of you", shared_id: "its id of you", site_id: "the id it knows you by", hashed_email: "a hash of your e-mail address",
  hashed_phone: "a hash of your phone number",
};

/** @param {any} behind as in the answer of GET /impressions/{id}/explanation */
export function behindView({ deliverers, links, told }) {
  return el("div", {},
    lines(deliverers.map(deliverer), "Whyad saw no other company deliver this ad."),
    lines(links.map(link), "Whyad saw no company pass an id of you on to those behind this ad."),
    ...told.filter(({ in_delivery }) => in_delivery).slice(0, FIRST).map(toldLine));
}

function lines(items, none) {
  return items.length === 0 ? el("p", { class: "small soft" }, none) : el("ul", { class: "lines" }, ...items.slice(0, FIRST));
}

function deliverer({ company, roles, domains }) {
  return el("li", {}, el("strong", {}, foreign(company, 80)), ` ${roles.map((role) => HOW[role] ?? role).join(", ")} `,
    el("span", { class: "small soft" }, "(", ...joined(domains.map((domain) => foreign(domain, 60)), ", "), ")"));
}

function link({ told_by, told, how, site, time }) {
  return el("li", {}, foreign(told_by, 60), ` gave ${TOLD[how]} to `, foreign(told, 60), ".",
    el("span", { class: "small soft" }, " Seen on ", foreign(site, 60), `, ${moment(time)}`));
}

function toldLine({ company, segments, keywords, place, ids }) {
  const facts = [...segments, ...keywords, ...(place ? [place] : []), ...ids];
  if (facts.length === 0) return null;
  return el("p", {}, "By the page’s account ", foreign(company, 60), " was told: ", ...joined(facts.map((fact) => foreign(fact, 60)), "; "), ".");
}
