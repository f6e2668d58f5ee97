// Why one ad was shown: causes as signed bars, what stands behind each, what is stated, what would change it.
import { sendFeedback } from "./api.js";
import { axis, bar, intervalOf, sharedScale, spokenLift } from "./bars.js";
import { behindView } from "./behind.js";
import { el, foreign, joined, plainLine } from "./dom.js";
import { evidence } from "./evidence.js";
import { doing, say } from "./notices.js";
import { factor, moment, percent, words } from "./words.js";

const WORTH_SHOWING = Math.log(1.05); // a rest below one part in twenty could not be seen as a bar

/**
 * @param {any} explanation as GET /impressions/{id}/explanation answers
 * @param {any} alternatives as GET /impressions/{id}/alternatives answers
 */
export function explanationView(explanation, alternatives) {
  return el("div", { class: "why" },
    whatMovedIt(explanation),
    el("div", { class: "why__more" },
      part(words.change.title, el("div", {}, counterfactuals(explanation), ...instead(alternatives))),
      part(words.behind.title, behindView(explanation.behind)),
      part(words.stated.title, stated(explanation)),
      part(words.campaign.title, campaign(explanation)),
      part(words.sure.title, sureness(explanation)),
    ));
}

function part(title, content) {
  return el("section", { class: "why__part" }, el("h3", {}, title), content);
}

function whatMovedIt(explanation) {
  const { contributions, impression } = explanation;
  const { why } = words;
  const [total, rest] = [totalLift(explanation), restOf(explanation)];
  const scale = sharedScale([...contributions, total, ...(rest ? [rest] : [])]);
  return el("section", { class: "why__causes" },
    el("h3", {}, why.title),
    why.calm[explanation.verdict] && el("p", {}, why.calm[explanation.verdict]),
    el("p", { class: "small soft" }, contributions.length ? why.compared : why.nothing),
    axis(scale),
    el("ul", { class: "causes" }, ...contributions.map((item) => cause(item, impression, scale))),
    rest && sum(why.rest, why.restRemark, rest, scale, "rest"),
    sum(why.total, `${why.totalRemark} · ${intervalOf(total)}`, total, scale, "total"));
}

/** The whole: how much likelier than for a stranger. */
function totalLift({ lift, stranger_lift }) {
  const log_odds = lift.log_odds - stranger_lift;
  return { log_odds, low: lift.low - stranger_lift, high: lift.high - stranger_lift, factor: Math.exp(log_odds) };
}

/** What the listed causes leave over, so that the parts visibly add up. */
function restOf(explanation) {
  const listed = explanation.contributions.reduce((total, { log_odds }) => total + log_odds, 0);
  const log_odds = totalLift(explanation).log_odds - listed;
  return Math.abs(log_odds) < WORTH_SHOWING ? null : { log_odds, low: log_odds, high: log_odds, factor: Math.exp(log_odds) };
}

function sum(name, remark, lift, scale, tone) {
  return el("div", { class: `sum sum--${tone}` },
    line(name, remark, lift), bar(lift, scale, { spoken: spokenLift(name, lift), tone }));
}

function line(name, remark, lift) {
  return el("span", { class: "bar__line" },
    el("span", { class: "bar__name" }, name, " ", el("span", { class: "small soft" }, remark)),
    el("span", { class: "bar__factor figure", "aria-hidden": "true" }, factor(lift.factor)));
}

function cause(item, impression, scale) {
  const label = foreign(item.cause.label, 80);
  const tone = item.reach === "unreachable" ? "unreached" : "cause";
  return el("li", { class: "cause" },
    el("details", {},
      el("summary", { class: "cause__head" },
        line(label, remarks(item), item),
        bar(item, scale, { spoken: spokenLift(plainLine(item.cause.label, 80), item), tone })),
      el("div", { class: "cause__body" },
        el("p", {}, foreign(item.sentence, 300), evidence(item.tier)),
        ...sharedVisits(item),
        visits(item),
        knowers(item),
        el("button", { type: "button", class: "button button--plain small", onclick: doing(() => wrong(impression, item)) }, words.why.wrong))));
}

function remarks(item) {
  const { sensitive, notSettled, notReachable } = words.why;
  const said = [words.causeKind[item.cause.kind], intervalOf(item)];
  if (item.cause.sensitive) said.push(sensitive);
  if (item.low < 0 && item.high > 0) said.push(notSettled);
  if (item.reach === "unreachable") said.push(notReachable);
  return said.join(" · ");
}

async function wrong(impression, item) {
  await sendFeedback(impression.id, { kind: item.cause.kind, id: item.cause.id });
  say(words.why.wrongNoted);
}

/** Which other trait it may as well have been, and what it could give away. */
function sharedVisits({ twins, stands_in_for }) {
  return [...(twins ? [twins] : []), ...stands_in_for].map(({ sentence }) => el("p", { class: "small" }, foreign(sentence, 300)));
}

/** One visit is shown once, however many sources found something in it. */
function visits({ evidence }) {
  const byVisit = Map.groupBy(evidence, ({ visit_id }) => visit_id);
  if (byVisit.size === 0) return null;
  return el("div", {},
    el("h4", {}, words.why.visits(byVisit.size)),
    el("ul", { class: "visits" }, ...[...byVisit.values()].map(visit)));
}

function visit(items) {
  const [{ title, domain, time }] = items;
  const sources = [...new Set(items.map(({ source }) => words.source[source] ?? source))].join(", ");
  const found = [...new Set(items.flatMap((item) => item.words))];
  return el("li", {},
    el("span", { class: "visit__title" }, foreign(title || words.trait.untitled, 120)),
    el("span", { class: "small soft" }, foreign(domain), ` · ${moment(time)} · ${sources}`, found.length > 0 && ": ",
      ...joined(found.slice(0, 8).map((word) => foreign(word, 40)), ", ")));
}

function knowers({ knowers: companies, cause: { kind } }) {
  if (kind === "page_context" || kind === "place_time_device") return null;
  if (companies.length === 0) return el("p", { class: "small soft" }, words.why.knowersNone);
  return el("div", {},
    el("h4", {}, words.why.knowers),
    el("ul", { class: "lines" }, ...companies.slice(0, 8).map((item) =>
      el("li", {}, foreign(item.company, 80), item.in_delivery ? words.why.knewBy(words.delivery[item.how] ?? words.why.inDelivery) : "",
        el("span", { class: "small soft" }, ...presence(item))))));
}

/** A company that was told was not there itself. */
function presence({ told_by, visit_ids }) {
  if (told_by === null) return [words.why.sawVisits(visit_ids.length)];
  const [by, end] = words.why.toldBy(visit_ids.length);
  return [by, foreign(told_by, 80), end];
}

/** Of an ad that is not about the person, only what would make it so: that it stays as it is needs no list. */
function counterfactuals({ counterfactuals: all, tier, verdict }) {
  const items = verdict in words.why.calm ? all.filter((item) => item.verdict !== verdict) : all;
  if (items.length === 0) return el("p", {}, words.change.none);
  return el("ul", { class: "lines" }, ...items.map((item) => el("li", {}, foreign(item.sentence, 300), evidence(tier))));
}

/** The smallest change of the verdict, and which ads known here would have stood there then. */
function instead({ smallest_change: change, instead: others, tier }) {
  const claim = (sentence) => el("p", {}, foreign(sentence, 300), evidence(tier));
  const shares = ({ share, share_without }) => words.change.share(percent(share_without), percent(share));
  const ad = (item) => el("li", {}, item.advertiser ? foreign(item.advertiser, 80) : words.ad.unknownAdvertiser, item.text ? ": " : "",
    foreign(item.text, 80), el("span", { class: "small soft" }, shares(item)));
  return [
    ...(change ? [el("h4", {}, words.change.smallest), claim(change.sentence)] : []),
    ...(others ? [el("h4", {}, words.change.instead), claim(others.sentence),
      el("ul", { class: "lines" }, ...others.ads.map(ad), el("li", {}, words.change.thisAd, el("span", { class: "small soft" }, shares(others)))),
      el("p", { class: "small soft" }, words.change.amongKnown)] : []),
  ];
}

function stated({ stated: items }) {
  if (items.length === 0) return el("p", {}, words.stated.none);
  const fit = (agrees) => (agrees === null ? "" : agrees ? ` ${words.stated.agrees}` : ` ${words.stated.differs}`);
  return el("ul", { class: "lines" }, ...items.map((item) => el("li", {}, foreign(item.detail, 300), fit(item.agrees), evidence(item.tier))));
}

function campaign({ kinds, campaign: { impressions, sites, first_seen } }) {
  const likely = kinds.filter(({ probability }) => probability >= 0.05);
  return el("div", {},
    el("p", { class: "small soft" }, words.campaign.seen(impressions, sites, moment(first_seen))),
    el("ul", { class: "kinds" }, ...likely.map(({ kind, probability }) =>
      el("li", {}, el("span", {}, words.campaignKind[kind] ?? kind), el("span", { class: "figure" }, percent(probability))))));
}

function sureness({ tier, caveats, model_id }) {
  return el("ul", { class: "lines" }, el("li", {}, words.tier[tier].meaning), ...caveats.map((caveat) => el("li", {}, foreign(caveat, 300))),
    el("li", { class: "soft" }, words.sure.model(model_id)));
}
