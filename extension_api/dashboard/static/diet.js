// The diet at a glance: one sentence, one calm bar, and the numbers.
import { byId, el } from "./dom.js";
import { count, percent, VERDICT } from "./words.js";

/** @param {{impressions: number, shares: {verdict: string, count: number, share: number}[]}} diet */
export function showDiet({ impressions, shares, waiting = 0 }) {
  byId("diet-title").textContent = headline(impressions, shares);
  byId("diet-bar").replaceChildren(...(impressions === 0 ? [] : [bar(shares), legend(shares)]),
    ...(waiting === 0 ? [] : [el("p", { class: "small soft" }, `${count(waiting, "more ad is", "more ads are")} being looked at.`)]));
}

function headline(impressions, shares) {
  if (impressions === 0) return "No ads yet";
  const aboutYou = shares.find(({ verdict }) => verdict === "about_you").count;
  if (impressions === 1) return aboutYou === 1 ? "The one ad so far was about you" : "The one ad so far was not clearly about you";
  if (aboutYou === impressions) return `All ${count(impressions, "ad", "ads")} were about you`;
  if (aboutYou === 0) return `Of ${count(impressions, "ad", "ads")}, none was clearly about you`;
  return `Of ${count(impressions, "ad", "ads")}, ${aboutYou} ${aboutYou === 1 ? "was" : "were"} about you`;
}

/** The numbers stand in the legend, so the bar itself is for eyes only. */
function bar(shares) {
  const parts = shares.filter((share) => share.count > 0);
  const box = el("div", { class: "diet__bar", "aria-hidden": "true" });
  for (const { verdict, count: n } of parts) {
    const part = el("span", { class: `diet__part diet__part--${verdict}` });
    part.style.flexGrow = n;
    box.append(part);
  }
  return box;
}

function legend(shares) {
  return el("dl", { class: "diet__legend" }, ...shares.map(({ verdict, count: n, share }) =>
    el("div", { class: n === 0 ? "diet__item diet__item--none" : "diet__item" },
      el("dt", {}, el("span", { class: `diet__key diet__part--${verdict}`, "aria-hidden": "true" }), VERDICT[verdict]),
      el("dd", {}, el("strong", { class: "figure" }, String(n)), " ", el("span", { class: "figure diet__share" }, percent(share))),
    )));
}
