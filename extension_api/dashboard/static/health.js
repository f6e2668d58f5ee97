// One dot that says whether all works, with the reasons behind it.
import { byId, el } from "./dom.js";
import { words } from "./words.js";

/** @param {{status: string, checks: {name: string, ok: boolean}[]} | null} health null: no answer */
export function showHealth(health) {
  const isGood = health?.status === "ok";
  const box = byId("health");
  box.className = `health ${isGood ? "health--good" : "health--bad"}`;
  const { silent, good, bad, checks } = words.health;
  const summary = health === null ? silent : isGood ? good : bad;
  box.querySelector("summary").replaceChildren(el("span", { class: "health__dot", "aria-hidden": "true" }), summary);
  box.querySelector("ul").replaceChildren(
    ...(health?.checks ?? []).map(({ name, ok }) => el("li", {}, ok ? checks[name].good : el("strong", {}, checks[name].bad))),
  );
}
