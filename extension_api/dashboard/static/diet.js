// The diet at a glance: one sentence, one calm bar, and the numbers.
import { byId, el } from "./dom.js";
import { percent, words } from "./words.js";

/** @param {{impressions: number, shares: {verdict: string, count: number, share: number}[]}} diet */
export function showDiet({ impressions, shares, waiting = 0 }) {
  byId("diet-title").textContent = waiting > 0 ? words.diet.underWay(impressions + waiting, waiting) : headline(impressions, shares);
  byId("diet-bar").replaceChildren(...(impressions === 0 ? [] : [bar(shares), legend(shares)]));
}

function headline(impressions, shares) {
  const { diet } = words;
  if (impressions === 0) return diet.none;
  const aboutYou = shares.find(({ verdict }) => verdict === "about_you").count;
  if (impressions === 1) return aboutYou === 1 ? diet.oneAboutYou : diet.oneNotAboutYou;
  if (aboutYou === impressions) return diet.allAboutYou(impressions);
  return aboutYou === 0 ? diet.noneAboutYou(impressions) : diet.someAboutYou(impressions, aboutYou);
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
      el("dt", {}, el("span", { class: `diet__key diet__part--${verdict}`, "aria-hidden": "true" }), words.verdict[verdict]),
      el("dd", {}, el("strong", { class: "figure" }, String(n)), n > 0 && el("span", { class: "figure diet__share" }, ` · ${percent(share)}`)),
    )));
}
