// One dot that says whether all works, with the reasons behind it.
import { byId, el, foreign } from "./dom.js";

const NAMES = { store: "Store", model: "Model" };

/** @param {{status: string, checks: {name: string, ok: boolean, detail: string}[]} | null} health null: no answer */
export function showHealth(health) {
  const isGood = health?.status === "ok";
  const box = byId("health");
  box.className = `health ${isGood ? "health--good" : "health--bad"}`;
  const words = health === null ? "Whyad does not answer" : isGood ? "All is well" : "Something needs a look";
  box.querySelector("summary").replaceChildren(el("span", { class: "health__dot", "aria-hidden": "true" }), words);
  box.querySelector("ul").replaceChildren(
    ...(health?.checks ?? []).map((check) =>
      el("li", {}, el("strong", {}, NAMES[check.name] ?? check.name), check.ok ? ": " : " has a problem: ", foreign(check.detail))),
  );
}
