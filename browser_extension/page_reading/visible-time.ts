// How long an ad has been on screen: at least half of it, in a visible tab (the Media Rating Council's viewable
// impression), and for how long without a break.

/** Half of the ad; 30 % for the large ones that rarely fit a window. */
const VISIBLE_SHARE = 0.5;
const VISIBLE_SHARE_LARGE = 0.3;
const LARGE_AREA_PX = 242_500; // 970x250, where the council's guideline draws the line

export class VisibleTime {
  #since: number | null = null;
  #before = 0;
  #longest = 0;

  /** Take note that the ad came into view or left it. Returns true when it has just come into view. */
  update(isVisible: boolean, now: number): boolean {
    if (isVisible === (this.#since !== null)) return false;
    if (this.#since !== null) this.#before += now - this.#since;
    this.#longest = Math.max(this.#longest, this.#stretch(now));
    this.#since = isVisible ? now : null;
    return isVisible;
  }

  get isVisible(): boolean {
    return this.#since !== null;
  }

  /** Seconds on screen up to `now` (milliseconds). */
  seconds(now: number): number {
    return (this.#before + this.#stretch(now)) / 1000;
  }

  /** The longest time on screen without a break, in seconds. */
  longestSeconds(now: number): number {
    return Math.max(this.#longest, this.#stretch(now)) / 1000;
  }

  #stretch(now: number): number {
    return this.#since === null ? 0 : now - this.#since;
  }
}

export function isMostlyVisible({ intersectionRatio, boundingClientRect }: IntersectionObserverEntry): boolean {
  const isLarge = boundingClientRect.width * boundingClientRect.height >= LARGE_AREA_PX;
  return intersectionRatio >= (isLarge ? VISIBLE_SHARE_LARGE : VISIBLE_SHARE);
}

export const VISIBLE_THRESHOLDS = [0, VISIBLE_SHARE_LARGE, VISIBLE_SHARE];
