// What kind of knowledge a sentence rests on, said with every sentence.
import { el } from "./dom.js";
import { words } from "./words.js";

export const evidence = (tier) => el("span", { class: "small soft evidence" }, ` ${words.ad.evidence(words.tier[tier].name)}`);
