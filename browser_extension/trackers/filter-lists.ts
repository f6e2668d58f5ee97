// The filter lists at work: the shipped ones against advertising and against tracking, and a small one made from the rules
// the person typed. Both kinds tell which companies follow somebody; only the first tells what is an ad.
import { type CosmeticFilter, FiltersEngine, type NetworkFilter, Request, type RequestType } from "@ghostery/adblocker";
import { browser } from "wxt/browser";
import { hostOf, registrableDomain } from "../capture/addresses";

/** Shipped beside the manifest, written by lists/build-engine.ts. */
const ADS_ENGINE_FILE = "/engine.bin" as "/";
const TRACKING_ENGINE_FILE = "/engine-tracking.bin" as "/";

export interface AskedRequest {
  url: string;
  page_url: string;
  type: RequestType;
}
export interface AskedFeatures {
  page_url: string;
  ids: string[];
  classes: string[];
  hrefs: string[];
}

export class FilterLists {
  constructor(
    private readonly adEngines: readonly FiltersEngine[],
    private readonly trackingEngines: readonly FiltersEngine[] = [],
  ) {}

  /** The exact text of the rule that recognises a request, or null. An exception in any list wins. */
  ruleFor(request: AskedRequest): string | null {
    return ruleIn([...this.adEngines, ...this.trackingEngines], request);
  }

  /** The same, of the rules against advertising alone: what only follows somebody is no ad. */
  adRuleFor(request: AskedRequest): string | null {
    return ruleIn(this.adEngines, request);
  }

  /** Selectors that may match elements with one of these ids, classes or links, and those made for this very site. */
  selectorsFor(features: AskedFeatures): string[] {
    return [...new Set(this.adEngines.flatMap((engine) => selectorsOf(engine, features)))];
  }
}

function ruleIn(engines: readonly FiltersEngine[], { url, page_url, type }: AskedRequest): string | null {
  const request = Request.fromRawDetails({ url, sourceUrl: page_url, type });
  const answers = engines.map((engine) => engine.match(request));
  if (answers.some(({ exception }) => exception !== undefined)) return null;
  const filter = answers.find(({ match }) => match)?.filter;
  return filter ? ruleText(filter) : null;
}

/** Load the shipped engines; `typedRules` are the person's own, in EasyList's syntax, and are named first. */
export async function loadFilterLists(typedRules: string): Promise<FilterLists> {
  const [ads, tracking] = await Promise.all([ADS_ENGINE_FILE, TRACKING_ENGINE_FILE].map(loadEngine));
  return new FilterLists([...parseRules(typedRules).engines, ads as FiltersEngine], [tracking as FiltersEngine]);
}

async function loadEngine(file: "/"): Promise<FiltersEngine> {
  const response = await fetch(browser.runtime.getURL(file));
  return FiltersEngine.deserialize(new Uint8Array(await response.arrayBuffer()));
}

/** Parse typed rules. `count` is how many of them are usable. */
export function parseRules(text: string): { engines: FiltersEngine[]; count: number } {
  const engine = FiltersEngine.parse(text, { debug: true, enableOptimizations: false });
  const { networkFilters, cosmeticFilters } = engine.getFilters();
  const count = networkFilters.length + cosmeticFilters.length;
  return { engines: count > 0 ? [engine] : [], count };
}

function selectorsOf(engine: FiltersEngine, { page_url, ids, classes, hrefs }: AskedFeatures): string[] {
  const hostname = hostOf(page_url);
  const { matches, allowGenericHides } = engine.matchCosmeticFilters({
    url: page_url,
    hostname,
    domain: registrableDomain(hostname),
    ids,
    classes,
    hrefs,
    getRulesFromDOM: true,
    getRulesFromHostname: true,
    getInjectionRules: false,
    getExtendedRules: false,
  });
  return matches.flatMap(({ filter, exception }) => {
    if (!filter || exception || (filter.isGenericHide() && !allowGenericHides)) return [];
    return [filter.getSelector()];
  });
}

function ruleText(filter: NetworkFilter | CosmeticFilter): string {
  return filter.rawLine ?? filter.toString();
}
