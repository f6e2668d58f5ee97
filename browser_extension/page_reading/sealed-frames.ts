// Frames of an advertising size that no script of the page may look into: the background is asked what it saw of them.
import { EMBED_SITES } from "../ad_finders/embeds";
import { siteName } from "../ad_finders/finder";
import { iabSizeOf } from "../ad_finders/iab-size";
import { absolute, documentOf } from "./ad-content";
import { pathOf } from "./frame-position";
import { sizeOf } from "./shown-box";

/** A frame fills with time; it is asked about again with the next scans. */
const MAX_QUESTIONS = 5;
const MAX_FRAMES = 20; // in one question

export class SealedFrames {
  readonly #asked = new WeakMap<Element, number>();
  readonly #seen = new Map<Element, string>();

  /** Frames worth asking about, by their place. */
  toAsk(roots: readonly (Document | ShadowRoot)[]): Map<string, { frame: Element; path: number[] }> {
    const frames = roots.flatMap((root) => [...root.querySelectorAll("iframe")]);
    const open = frames.filter(
      (frame) => !this.#seen.has(frame) && this.#times(frame) < MAX_QUESTIONS && isCandidate(frame),
    );
    const found = new Map<string, { frame: Element; path: number[] }>();
    for (const frame of open.slice(0, MAX_FRAMES)) {
      const path = pathOf(frame);
      if (!path) continue;
      this.#asked.set(frame, this.#times(frame) + 1);
      found.set(path.join("."), { frame, path });
    }
    return found;
  }

  note(frame: Element, what: string): void {
    this.#seen.set(frame, what);
  }

  get known(): ReadonlyMap<Element, string> {
    for (const frame of this.#seen.keys()) if (!frame.isConnected) this.#seen.delete(frame);
    return this.#seen;
  }

  #times(frame: Element): number {
    return this.#asked.get(frame) ?? 0;
  }
}

function isCandidate(frame: HTMLIFrameElement): boolean {
  if (documentOf(frame) !== null || iabSizeOf(sizeOf(frame)) === null) return false;
  const address = absolute(frame, frame.getAttribute("src"));
  return !URL.canParse(address) || !EMBED_SITES.has(siteName(new URL(address).hostname));
}
