// Why one ad was shown: causes as signed bars, what stands behind each, what is stated, what would change it.
import { sendFeedback } from "./api.js";
import { axis, bar, sharedScale, spokenLift } from "./bars.js";
import { behindView } from "./behind.js";
import { el, foreign, joined, plainLine } from "./dom.js";
import { doing, say } from "./notices.js";
import { CAMPAIGN_KIND, CAUSE_KIND, count, factor, HOW, moment, percent, SOURCE, TIER } from "./words.js";

const WORTH_SHOWING = Math.log(1.05); // a rest below one part in twenty could not be seen as a bar
const QUIET = {
  about_everyone: "Nothing about you, the page or the moment made a clear difference.",
  not_enough_evidence: "Whyad has seen too little to name a reason. The figures below are no more than a first guess.",
};

/**
 * @param {any} explanation as GET /impressions/{id}/explanation answers
 * @param {any} alternatives as GET /impressions/{id}/alternatives answers
 */
export function explanationView(explanation, alternatives) {
  return el("div", { class: "why" },
    whatMovedIt(explanation),
    el("div", { class: "why__more" },
      part("What would change it", el("div", {}, counterfactuals(explanation), ...instead(alternatives))),
      part("Who is behind it", behindView(explanation.behind)),
      part("What the ad itself states", stated(explanation)),
      part("How this campaign seems to choose people", campaign(explanation)),
      part("How sure this is", sureness(explanation)),
    ));
}

function part(title, content) {
  return el("section", { class: "why__part" }, el("h4", {}, title), content);
}

function whatMovedIt(explanation) {
  const { contributions, impression } = explanation;
  const [total, rest] = [totalLift(explanation), restOf(explanation)];
  const scale = sharedScale([...contributions, total, ...(rest ? [rest] : [])]);
  return el("section", { class: "why__causes" },
    el("h4", {}, "What moved this ad"),
    QUIET[explanation.verdict] && el("p", {}, QUIET[explanation.verdict]),
    el("p", { class: "small soft" }, contributions.length
      ? "Compared with a stranger who opens any page. The thin line shows how far the estimate may be off."
      : "Nothing that Whyad knows moved this ad towards you or away from you."),
    axis(scale),
    el("ul", { class: "causes" }, ...contributions.map((item) => cause(item, impression, scale))),
    rest && sum("Everything else", "causes too small to list", rest, scale, "rest"),
    sum("All together", "for you, compared with a stranger", total, scale, "total"));
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
        el("p", {}, foreign(item.sentence, 300)),
        ...sharedVisits(item),
        visits(item),
        knowers(item),
        el("button", { type: "button", class: "button button--plain small", onclick: doing(() => wrong(impression, item)) }, "This reason is wrong"))));
}

function remarks(item) {
  const words = [CAUSE_KIND[item.cause.kind]];
  if (item.cause.sensitive) words.push("sensitive");
  if (item.low < 0 && item.high > 0) words.push("may also be nothing");
  if (item.reach === "unreachable") words.push("not known to this ad’s companies, as far as seen");
  return words.join(" · ");
}

async function wrong(impression, item) {
  await sendFeedback(impression.id, { kind: item.cause.kind, id: item.cause.id });
  say("Noted with this ad. It erases nothing; say “Not me” at the trait, or forget visits, for that.");
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
    el("h5", {}, `The ${byVisit.size === 1 ? "visit" : `${byVisit.size} visits`} behind it`),
    el("ul", { class: "visits" }, ...[...byVisit.values()].map(visit)));
}

function visit(items) {
  const [{ title, domain, time }] = items;
  const sources = [...new Set(items.map(({ source }) => SOURCE[source] ?? source))].join(", ");
  const words = [...new Set(items.flatMap((item) => item.words))];
  return el("li", {},
    el("span", { class: "visit__title" }, foreign(title || "A page without a title", 120)),
    el("span", { class: "small soft" }, foreign(domain), ` · ${moment(time)} · ${sources}`, words.length > 0 && ": ",
      ...joined(words.slice(0, 8).map((word) => foreign(word, 40)), ", ")));
}

function knowers({ knowers: companies, cause: { kind } }) {
  if (kind === "page_context" || kind === "place_time_device") return null;
  if (companies.length === 0) return el("p", { class: "small soft" }, "Whyad saw no company that follows people on these visits.");
  return el("div", {},
    el("h5", {}, "Who could have known"),
    el("ul", { class: "lines" }, ...companies.slice(0, 8).map((item) =>
      el("li", {}, foreign(item.company, 80), item.in_delivery ? `, which ${HOW[item.how] ?? "was in this ad’s delivery"}` : "",
        el("span", { class: "small soft" }, ...presence(item))))));
}

/** A company that was told was not there itself. */
function presence({ told_by, visit_ids }) {
  const visits = count(visit_ids.length, "of these visits", "of these visits");
  return told_by === null ? [` · on ${visits}`] : [" · told by ", foreign(told_by, 80), `, which was on ${visits}`];
}

function counterfactuals({ counterfactuals: items }) {
  if (items.length === 0) return el("p", {}, "Taking away any single cause or site would leave the answer as it is.");
  return el("ul", { class: "lines" }, ...items.map((item) => el("li", {}, foreign(item.sentence, 300))));
}

/** The smallest change of the verdict, and which ads known here would have stood there then. */
function instead({ smallest_change: change, instead: others, tier }) {
  const claim = (sentence) => el("p", {}, foreign(sentence, 300), el("span", { class: "small soft" }, ` Evidence: ${tier}`));
  const shares = ({ share, share_without }) => ` ${percent(share_without)} of this place instead of ${percent(share)}.`;
  const ad = (item) => el("li", {}, item.advertiser ? foreign(item.advertiser, 80) : "Advertiser not named", item.text ? ": " : "",
    foreign(item.text, 80), el("span", { class: "small soft" }, shares(item)));
  return [
    ...(change ? [el("h5", {}, "The smallest change"), claim(change.sentence)] : []),
    ...(others ? [el("h5", {}, "Ads you would rather have seen"), claim(others.sentence),
      el("ul", { class: "lines" }, ...others.ads.map(ad), el("li", { class: "soft" }, "This ad:", shares(others))),
      el("p", { class: "small soft" }, "Counted among the ads you have been shown so far. Whyad knows no others.")] : []),
  ];
}

function stated({ stated: items }) {
  if (items.length === 0) return el("p", {}, "Nothing. Neither the ad nor the page’s auction said how people were chosen.");
  const fit = (agrees) => (agrees === null ? "" : agrees ? " This fits what we found." : " This differs from what we found.");
  return el("ul", { class: "lines" }, ...items.map((item) => el("li", {}, foreign(item.detail, 300), fit(item.agrees))));
}

function campaign({ kinds, campaign: { impressions, sites, first_seen } }) {
  const likely = kinds.filter(({ probability }) => probability >= 0.05);
  return el("div", {},
    el("p", { class: "small soft" }, `Judged from ${count(impressions, "time", "times")} you were shown it, on ${count(sites, "site", "sites")}, since ${moment(first_seen)}.`),
    el("ul", { class: "kinds" }, ...likely.map(({ kind, probability }) =>
      el("li", {}, el("span", {}, CAMPAIGN_KIND[kind] ?? kind), el("span", { class: "figure" }, percent(probability))))));
}

function sureness({ tier, caveats, model_id }) {
  return el("ul", { class: "lines" }, el("li", {}, TIER[tier]), ...caveats.map((caveat) => el("li", {}, foreign(caveat, 300))),
    el("li", { class: "soft" }, `Model ${model_id}`));
}
