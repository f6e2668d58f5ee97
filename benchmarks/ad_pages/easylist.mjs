// EasyList alone, by the library that reads it best: answers one JSON line for each that comes in.
// {url, source, type} -> {blocked}; {page, ids, classes, hrefs} -> {selectors}; {requests: FILE} -> {known, all}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [, , packageFile, ...lists] = process.argv;
const { FiltersEngine, Request } = createRequire(packageFile)("@ghostery/adblocker");
const engine = FiltersEngine.parse(lists.map((list) => readFileSync(list, "utf8")).join("\n"));

function blocked({ url, source, type }) {
  return engine.match(Request.fromRawDetails({ url, sourceUrl: source, type })).match;
}

function selectors({ page, ids, classes, hrefs }) {
  const { hostname } = new URL(page);
  const asked = { url: page, hostname, domain: hostname, ids, classes, hrefs, getInjectionRules: false, getExtendedRules: false };
  const { matches } = engine.matchCosmeticFilters({ ...asked, getRulesFromDOM: true, getRulesFromHostname: true });
  return matches.filter(({ filter, exception }) => filter && !exception).map(({ filter }) => filter.getSelector());
}

function known(file) {
  const requests = JSON.parse(readFileSync(file, "utf8")).filter(({ filters }) => filters.some((one) => !one.startsWith("@@")));
  const found = requests.filter(({ url, sourceUrl, type }) => blocked({ url, source: sourceUrl, type }));
  return { known: found.length, all: requests.length };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line);
  const answer = asked.requests ? known(asked.requests) : asked.page ? { selectors: selectors(asked) } : { blocked: blocked(asked) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
