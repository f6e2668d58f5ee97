// Asks the background what the filter lists say about this page, and only about what was not asked before.
import type { PageFeatures, PageRules } from "../contract/messages";
import { absolute, resourcesOf } from "./ad-content";

const MAX_FEATURES = 3000; // of each kind, per page: enough for the largest pages, bounded for hostile ones

export interface KnownRules {
  requests: Map<string, string>;
  selectors: string[];
  ad_units: string[];
}

export class ListRules {
  readonly #asked = {
    urls: new Set<string>(),
    ids: new Set<string>(),
    classes: new Set<string>(),
    hrefs: new Set<string>(),
  };
  readonly #selectors = new Set<string>();
  readonly #requests = new Map<string, string>();

  constructor(private readonly ask: (features: PageFeatures) => Promise<PageRules | null>) {}

  /** Everything known for these documents, after asking for what is new in them. */
  async forDocuments(documents: readonly Document[]): Promise<KnownRules> {
    const answer = await this.ask(this.#newFeatures(documents));
    for (const [url, rule] of Object.entries(answer?.requests ?? {})) this.#requests.set(url, rule);
    for (const selector of answer?.selectors ?? []) this.#selectors.add(selector);
    return { requests: this.#requests, selectors: [...this.#selectors], ad_units: answer?.ad_units ?? [] };
  }

  #newFeatures(documents: readonly Document[]): PageFeatures {
    const elements = documents.flatMap((document) => [...document.querySelectorAll("[id], [class], a[href]")]);
    return {
      urls: fresh(
        documents.flatMap((document) => (document.documentElement ? resourcesOf(document.documentElement) : [])),
        this.#asked.urls,
      ),
      ids: fresh(
        elements.map(({ id }) => id),
        this.#asked.ids,
      ),
      classes: fresh(
        elements.flatMap((element) => [...element.classList]),
        this.#asked.classes,
      ),
      hrefs: fresh(
        elements.map((element) => absolute(element, element.getAttribute("href"))),
        this.#asked.hrefs,
      ),
    };
  }
}

/** Values not seen before; they count as seen from now on. */
function fresh(values: readonly string[], seen: Set<string>): string[] {
  const found: string[] = [];
  for (const value of values) {
    if (value === "" || seen.has(value) || seen.size >= MAX_FEATURES) continue;
    seen.add(value);
    found.push(value);
  }
  return found;
}
