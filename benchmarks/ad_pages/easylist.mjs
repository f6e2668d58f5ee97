// EasyList alone, by the library that reads it best: answers one JSON line for each that comes in.
// {url, source, type} -> {blocked}; {page, ids, classes, hrefs} -> {selectors}; {requests: FILE} -> {to_stop, stopped, exempt, wrongly_stopped}
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

/** A request is labelled with the rules that fit it; one that an exception fits is to be let through. */
function counts(file) {
  const requests = JSON.parse(readFileSync(file, "utf8"));
  const isExempt = ({ filters }) => filters.some((one) => one.startsWith("@@"));
  const stopped = requests.filter(({ url, sourceUrl, type }) => blocked({ url, source: sourceUrl, type }));
  const exempt = requests.filter(isExempt).length;
  const wrong = stopped.filter(isExempt).length;
  return { to_stop: requests.length - exempt, stopped: stopped.length - wrong, exempt, wrongly_stopped: wrong };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line);
  const answer = asked.requests ? counts(asked.requests) : asked.page ? { selectors: selectors(asked) } : { blocked: blocked(asked) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
