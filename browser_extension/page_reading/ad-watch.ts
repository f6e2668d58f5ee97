// Watches a page for ads: scans when it changes, waits until an ad has been seen for a moment, reports it, and looks
// again when its slot changes.
import type { Size } from "../ad_finders/finder";
import type { MergedAd } from "../ad_finders/merge";
import { newEventId } from "../capture/event-id";
import type { FoundAd, LoadedAd } from "../contract/messages";
import { type ShownContent, documentOf, framesIn, readContent } from "./ad-content";
import { pathOf } from "./frame-position";
import { rootsOfPage, scanPage } from "./scan";
import { placeOnPage, sizeOf } from "./shown-box";
import type { ListRules } from "./list-rules";
import { VISIBLE_THRESHOLDS, VisibleTime, isMostlyVisible } from "./visible-time";

/** Changes come in bursts; a page is scanned once they pause, or at the latest after the second figure. */
const SCAN_PAUSE_MS = 200;
const SCAN_PATIENCE_MS = 1000;
/** Seconds on screen after which an ad that has counted as seen is reported again, with the longer time. */
const REPORT_AGAIN_SECONDS = [4, 10, 30];
/** The same council asks two unbroken seconds of a video. */
const VIDEO_FACTOR = 2;
const TICK_MS = 100;
/** An animated ad changes all the time; a changed one is reported no more often than this. */
const CHANGE_PAUSE_SECONDS = 1;

interface WatchedAd {
  key: string;
  ad: MergedAd;
  /** What the ad stands in; asked here since a removed element no longer knows. */
  parent: Element | null;
  time: VisibleTime;
  /** Where it was last reported to stand, and why it was taken for an ad. */
  place: string;
  reports: number;
  /** What was shown at the last report, and after how many seconds on screen that was. */
  reported: string;
  reported_at: number;
  may_have_changed: boolean;
}

export class AdWatch {
  readonly #ads = new Map<Element, WatchedAd>();
  readonly #watchedRoots = new WeakSet<Document | ShadowRoot>();
  readonly #watchedFrames = new WeakSet<Element>();
  /** Makes keys of this document differ from those of every other (randomUUID is missing on plain http). */
  readonly #documentKey = newEventId();
  readonly #keys = new WeakMap<Element, string>();
  /** Keys whose ad has gone, by the element it stood in: the next ad there takes the place over. */
  readonly #vacant = new WeakMap<Element, string[]>();
  readonly #changes = new MutationObserver(() => this.#onChange());
  readonly #visibility = new IntersectionObserver((entries) => this.#onVisibility(entries), {
    threshold: VISIBLE_THRESHOLDS,
  });
  #scanTimer: ReturnType<typeof setTimeout> | undefined;
  #firstChange = 0;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #isScanning = false;
  #places = 0;
  #seenAfterSeconds = 1;
  #reportedKeys: ReadonlySet<string> = new Set();

  constructor(
    private readonly rules: ListRules,
    private readonly reportLoaded: (ads: LoadedAd[], gone: string[]) => Promise<unknown>,
    private readonly report: (ads: FoundAd[]) => Promise<unknown>,
  ) {}

  /** Begin to watch; a page that is recorded already is watched already. */
  start(seenAfterSeconds: number): void {
    if (this.#watchedRoots.has(document)) return;
    this.#seenAfterSeconds = seenAfterSeconds;
    this.#watchRoot(document);
    addEventListener("load", () => this.#scanSoon());
    document.addEventListener("visibilitychange", () => this.#onTabVisibility());
    void this.#scan();
  }

  /** Where the ads are just now, by the keys they are reported with. */
  places(): ReadonlyMap<string, Element> {
    return new Map([...this.#ads].map(([element, { key }]) => [key, element]));
  }

  /** The page has become another visit: what was told of its ads meanwhile belonged to none. */
  tellAgain(): void {
    for (const watched of this.#ads.values())
      Object.assign(watched, { place: "", reported: "", may_have_changed: true });
    this.#scanSoon();
  }

  #scanSoon(): void {
    const now = performance.now();
    if (this.#scanTimer === undefined) this.#firstChange = now;
    clearTimeout(this.#scanTimer);
    const wait = now - this.#firstChange > SCAN_PATIENCE_MS ? 0 : SCAN_PAUSE_MS;
    this.#scanTimer = setTimeout(() => void this.#scan(), wait);
  }

  async #scan(): Promise<void> {
    if (this.#isScanning) return this.#scanSoon();
    this.#isScanning = true;
    this.#scanTimer = undefined;
    const roots = rootsOfPage();
    for (const root of roots) this.#watchRoot(root);
    this.#watchFrames();
    try {
      const ads = await scanPage(this.rules, roots);
      this.#forgetMissing(new Set(ads.map(({ shown }) => shown)));
      for (const ad of ads) this.#watch(ad);
      this.#reportPlaces();
    } finally {
      this.#isScanning = false;
    }
  }

  /** Ads come with the page, move as it fills, and go. */
  #reportPlaces(): void {
    const present = new Set([...this.#ads.values()].map(({ key }) => key));
    const gone = [...this.#reportedKeys].filter((key) => !present.has(key));
    this.#reportedKeys = present;
    const moved = [...this.#ads.values()].flatMap((watched) => {
      const loaded = describePlace(watched);
      const place = JSON.stringify(loaded);
      if (place === watched.place) return [];
      watched.place = place;
      return [loaded];
    });
    if (moved.length > 0 || gone.length > 0) void this.reportLoaded(moved, gone);
  }

  #watch(ad: MergedAd): void {
    const known = this.#ads.get(ad.shown);
    if (known) {
      known.ad = ad;
      return;
    }
    const key = this.#keyOf(ad);
    const parent = ad.element.parentElement;
    this.#ads.set(ad.shown, {
      key,
      place: "",
      ad,
      parent,
      time: new VisibleTime(),
      reports: 0,
      reported: "",
      reported_at: 0,
      may_have_changed: true,
    });
    this.#visibility.observe(ad.shown);
  }

  /**
   * The place of an ad. It stays when the creative's element is replaced, and when a wrapper around it is found
   * later.
   */
  #keyOf({ element, shown }: MergedAd): string {
    const known =
      this.#keys.get(shown) ?? this.#keys.get(element) ?? this.#vacant.get(element.parentElement ?? element)?.shift();
    const key = known ?? `${this.#documentKey}-${++this.#places}`;
    this.#keys.set(shown, key);
    this.#keys.set(element, key);
    return key;
  }

  #forgetMissing(present: ReadonlySet<Element>): void {
    for (const [element, { key, parent }] of this.#ads) {
      if (present.has(element)) continue;
      this.#visibility.unobserve(element);
      this.#ads.delete(element);
      if (parent && !element.isConnected) this.#vacant.set(parent, [...(this.#vacant.get(parent) ?? []), key]);
    }
  }

  #onVisibility(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const isVisible = isMostlyVisible(entry) && document.visibilityState === "visible";
      this.#ads.get(entry.target)?.time.update(isVisible, performance.now());
    }
    this.#tickWhileNeeded();
  }

  #onTabVisibility(): void {
    for (const element of this.#ads.keys()) {
      this.#visibility.unobserve(element);
      this.#visibility.observe(element); // reports the present state anew
    }
  }

  #tickWhileNeeded(): void {
    const isNeeded = [...this.#ads.values()].some(({ time }) => time.isVisible);
    if (isNeeded) this.#ticker ??= setInterval(() => this.#tick(), TICK_MS);
    else {
      clearInterval(this.#ticker);
      this.#ticker = undefined;
    }
  }

  #tick(): void {
    const now = performance.now();
    const due = [...this.#ads.values()].flatMap((watched) => this.#dueReport(watched, now));
    if (due.length > 0) void this.report(due);
    this.#tickWhileNeeded();
  }

  #dueReport(watched: WatchedAd, now: number): FoundAd[] {
    const seconds = watched.time.seconds(now);
    const isDue = this.#isDue(watched, seconds, now);
    const isChange =
      watched.reports > 0 && watched.may_have_changed && seconds >= watched.reported_at + CHANGE_PAUSE_SECONDS;
    if (!watched.time.isVisible || (!isDue && !isChange)) return [];
    const content = readContent(watched.ad.element);
    const shows = JSON.stringify(content);
    const isSame = shows === watched.reported;
    Object.assign(watched, {
      reported: shows,
      reported_at: seconds,
      may_have_changed: false,
      reports: watched.reports + (isDue ? 1 : 0),
    });
    return isDue || !isSame ? [describe(watched, content, seconds)] : [];
  }

  #isDue({ reports, time, ad }: WatchedAd, seconds: number, now: number): boolean {
    if (reports > 0) return seconds >= (REPORT_AGAIN_SECONDS[reports - 1] ?? Number.POSITIVE_INFINITY);
    return time.longestSeconds(now) >= this.#seenAfterSeconds * (isVideo(ad) ? VIDEO_FACTOR : 1);
  }

  #onChange(): void {
    for (const watched of this.#ads.values()) watched.may_have_changed = true;
    this.#scanSoon();
  }

  #watchRoot(root: Document | ShadowRoot): void {
    if (this.#watchedRoots.has(root)) return;
    this.#watchedRoots.add(root);
    this.#changes.observe(root, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["src", "href", "id"],
    });
  }

  /** A frame that loads another document changes its ad without any change in this document. */
  #watchFrames(): void {
    for (const frame of framesIn(document.documentElement)) {
      if (this.#watchedFrames.has(frame)) continue;
      this.#watchedFrames.add(frame);
      frame.addEventListener("load", () => this.#onFrameLoad(frame));
    }
  }

  #onFrameLoad(frame: Element): void {
    for (const watched of this.#ads.values()) {
      if (watched.ad.element.contains(frame)) Object.assign(watched, { reported: "", may_have_changed: true });
    }
    this.#scanSoon();
  }
}

function isVideo({ finders }: MergedAd): boolean {
  return finders.some(({ finder }) => finder === "video_ad");
}

function describePlace({ key, ad }: WatchedAd): LoadedAd {
  const { left, top } = placeOnPage(ad.shown);
  const { width, height } = creativeSize(ad.shown);
  const [x, y, wide, high] = [left, top, width, height].map(Math.round) as [number, number, number, number];
  return { key, finders: ad.finders, left: x, top: y, width: wide, height: high };
}

function describe({ key, ad }: WatchedAd, content: ShownContent, seconds: number): FoundAd {
  const frames = framesIn(ad.element);
  const isReadable = frames.every((frame) => documentOf(frame) !== null);
  return {
    key,
    finders: ad.finders,
    ...creativeSize(ad.shown),
    ...content,
    slot_ids: relatedIds(ad.element),
    frame: frames.length === 0 ? "top" : isReadable ? "friendly" : "cross_origin",
    frame_paths: frames.map(pathOf).filter((path): path is number[] => path !== null),
    visible_seconds: seconds,
  };
}

/** The size without a frame's own border. */
function creativeSize(element: Element): Size {
  return element.localName === "iframe"
    ? { width: element.clientWidth, height: element.clientHeight }
    : sizeOf(element);
}

/** Ids of the element, of the three around it and of those inside it: an ad unit is named by one of them. */
function relatedIds(element: Element): string[] {
  const around = [
    element,
    element.parentElement,
    element.parentElement?.parentElement,
    element.parentElement?.parentElement?.parentElement,
  ];
  const inside = [...element.querySelectorAll("[id]")].slice(0, 20);
  return [...around, ...inside].map((one) => one?.id ?? "").filter((id) => id !== "");
}
