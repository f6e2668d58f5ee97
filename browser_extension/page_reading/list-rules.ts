// Asks the background what the filter lists say about this page, and only about what was not asked before.
import type { KnownOfPage } from "../ad_finders/finder";
import type { PageFeatures, PageRules } from "../contract/messages";
import { absolute, resourcesOf } from "./ad-content";
import { SealedFrames } from "./sealed-frames";

const MAX_FEATURES = 3000; // of each kind, per page: enough for the largest pages, bounded for hostile ones

type Root = Document | ShadowRoot;

export class ListRules {
  readonly #asked = {
    urls: new Set<string>(),
    ids: new Set<string>(),
    classes: new Set<string>(),
    hrefs: new Set<string>(),
  };
  readonly #selectors = new Set<string>();
  readonly #requests = new Map<string, string>();
  readonly #links = new Set<string>();
  readonly #frames = new SealedFrames();

  constructor(private readonly ask: (features: PageFeatures) => Promise<PageRules | null>) {}

  /** Everything known for these documents and shadow roots, after asking for what is new in them. */
  async forRoots(roots: readonly Root[]): Promise<KnownOfPage> {
    const frames = this.#frames.toAsk(roots);
    const paths = [...frames.values()].map(({ path }) => path);
    const features = this.#newFeatures(roots);
    const answer = await this.ask({ ...features, frames: paths });
    if (answer) this.#countAsAsked(features); // else the background was ended meanwhile: the next scan asks again
    for (const [url, rule] of Object.entries(answer?.requests ?? {})) this.#requests.set(url, rule);
    for (const selector of answer?.selectors ?? []) this.#selectors.add(selector);
    for (const link of answer?.ad_links ?? []) this.#links.add(link);
    for (const [path, what] of Object.entries(answer?.ad_frames ?? {})) {
      const asked = frames.get(path);
      if (asked) this.#frames.note(asked.frame, what);
    }
    return {
      requests: this.#requests,
      selectors: [...this.#selectors],
      ad_units: answer?.ad_units ?? [],
      ad_links: this.#links,
      ad_frames: this.#frames.known,
    };
  }

  #newFeatures(roots: readonly Root[]): Omit<PageFeatures, "frames"> {
    const elements = roots.flatMap((root) => [...root.querySelectorAll("[id], [class], a[href]")]);
    return {
      urls: fresh(roots.flatMap(resourcesOf), this.#asked.urls),
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

  #countAsAsked(features: Omit<PageFeatures, "frames">): void {
    for (const kind of ["urls", "ids", "classes", "hrefs"] as const)
      for (const value of features[kind]) this.#asked[kind].add(value);
  }
}

/** Values not asked about before. */
function fresh(values: readonly string[], asked: ReadonlySet<string>): string[] {
  const found = new Set(values.filter((value) => value !== "" && !asked.has(value)));
  return [...found].slice(0, MAX_FEATURES - asked.size);
}
