// Makes texts/regional.txt anew: from the lists for single languages, the rules that tell an ad. Run by hand:
//   node lists/renew-regional.mjs FOLDER   (the unpacked npm package named in README.md)
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** The package's number of each list whose licence lets us pass it on; README.md names their authors. */
const LISTS = {
  Chinese: 224,
  "Czech and Slovak": 105,
  Dutch: 8,
  Finnish: 233,
  French: 16,
  German: 6,
  Hebrew: 108,
  Hungarian: 203,
  Indian: 253,
  Italian: 109,
  Japanese: 7,
  Russian: 1,
  "Spanish and Portuguese": 9,
  Swedish: 243,
  Turkish: 13,
  Ukrainian: 23,
  Vietnamese: 214,
};
/** What a rule may say besides the address: whom it is about. All else changes pages, which this extension never does. */
const OPTION =
  /^~?(third-party|3p|first-party|1p|image|script|subdocument|xmlhttprequest|object|media|other|important|domain=.*)$/;
/** Selectors that only the lists' own programs know. */
const OWN_SYNTAX = /:(contains|has-text|upward|xpath|matches-|remove|style|nth-ancestor|-abp|if|properties)/;

/**
 * Addresses with a folder called like one at the root of somebody's machine, which no file of this repository may name;
 * six rules of a hundred thousand.
 */
const LIKE_A_MACHINES_FOLDER =
  /^(\|\|oa\.hinews\.cn\/|\|\|dlsite\.jp\/modpub\/images2\/work\/|\|\|sinajs\.cn\/t6\/home\/|@@.*=esunbank\.com\.tw$|\/root\/ads\/)/;

/** `||host^` or a part of an address, with options that are kept; exceptions too. */
function isNetworkRule(line) {
  if (/#[@?$%]*#|^\s*[!#[]|\$\$|\$@\$/.test(line)) return false;
  const [, address, options = ""] = /^(?:@@)?(.*?)(?:\$([^$/]*))?$/.exec(line) ?? [];
  if (!address || address.length < 4 || address.startsWith("/^") || /^\/.*\/$/.test(address)) return false;
  return options === "" || options.split(",").every((option) => OPTION.test(option));
}

function isCosmeticRule(line) {
  return /^[^#!]*#@?#[^+]/.test(line) && !/#[?$%]#/.test(line) && !OWN_SYNTAX.test(line);
}

const [, , folder] = process.argv;
const known = new Set(readFileSync(resolve(import.meta.dirname, "texts/easylist.txt"), "utf8").split(/\r?\n/));
const parts = Object.entries(LISTS).map(([language, number]) => {
  const name = `ruleset_${number}`;
  const rules = JSON.parse(readFileSync(resolve(folder, "dist/filters/declarative", name, `${name}.json`), "utf8"));
  const text = rules.find(({ metadata }) => metadata?.rawFilterList).metadata.rawFilterList;
  const lines = text.split(/\r?\n/).filter((line) => !known.has(line) && !LIKE_A_MACHINES_FOLDER.test(line) && (isNetworkRule(line) || isCosmeticRule(line)));
  for (const line of lines) known.add(line);
  return `! ${language}\n${[...new Set(lines)].join("\n")}\n`;
});
writeFileSync(resolve(import.meta.dirname, "texts/regional.txt"), parts.join(""));
