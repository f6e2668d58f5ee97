// Prints every text of the dashboard's languages as JSON: {language: {"path": [kind, ...texts]}}. A function is called with samples.
import { LANGUAGES } from "../../extension_api/dashboard/static/words.js";

const SAMPLES = [1, 3, "news.example"];

function textsOf(value, path = "") {
  if (typeof value === "string") return [[path, ["text", value]]];
  if (typeof value === "function") {
    const kind = Array.isArray(value(1, 1, 1, 1)) ? "function that gives parts" : "function";
    return [[path, [kind, ...SAMPLES.flatMap((one) => value(one, one, one, one))]]];
  }
  if (Array.isArray(value)) return [[path, [`${value.length} parts`, value.join("news.example")]]];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`));
}

console.log(JSON.stringify(Object.fromEntries(LANGUAGES.map((words) => [words.language, Object.fromEntries(textsOf(words))]))));
