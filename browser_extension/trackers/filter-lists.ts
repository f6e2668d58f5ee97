// The filter lists at work: the shipped engine, and a second small one made from the rules the person typed.
import { type CosmeticFilter, FiltersEngine, type NetworkFilter, Request, type RequestType } from "@ghostery/adblocker";
import { browser } from "wxt/browser";
import { hostOf, registrableDomain } from "../capture/addresses";

/** Shipped beside the manifest, written by lists/build-engine.ts. */
const ENGINE_FILE = "/engine.bin" as "/";

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
  constructor(private readonly engines: readonly FiltersEngine[]) {}

  /** The exact text of the rule that recognises a request, or null. An exception in any list wins. */
  ruleFor({ url, page_url, type }: AskedRequest): string | null {
    const request = Request.fromRawDetails({ url, sourceUrl: page_url, type });
    const answers = this.engines.map((engine) => engine.match(request));
    if (answers.some(({ exception }) => exception !== undefined)) return null;
    const filter = answers.find(({ match }) => match)?.filter;
    return filter ? ruleText(filter) : null;
  }

  /** Selectors that may match elements with one of these ids, classes or links, and those made for this very site. */
  selectorsFor(features: AskedFeatures): string[] {
    return [...new Set(this.engines.flatMap((engine) => selectorsOf(engine, features)))];
  }
}

/** Load the shipped engine; `typedRules` are the person's own, in EasyList's syntax, and are named first. */
export async function loadFilterLists(typedRules: string): Promise<FilterLists> {
  const response = await fetch(browser.runtime.getURL(ENGINE_FILE));
  const shipped = FiltersEngine.deserialize(new Uint8Array(await response.arrayBuffer()));
  return new FilterLists([...parseRules(typedRules).engines, shipped]);
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
