// The marks of one page, in a closed shadow root: the page sees an empty element and none of what is written in it.
import type { AdMark } from "../contract/messages";
import { DrawnSentence } from "./drawn-sentence";
import { FOCUSED, newButton, newLayer, REST_OPACITY, setRules, UNFOCUSED } from "./mark-look";
import { type Box, boxInTop, hasRoomFor, MARK_SIDE, markPlace, type Point } from "./mark-place";

/** Pages move their ads without a scroll or a resize: marks look again this often, while there are any. */
const FOLLOW_MS = 1000;

interface Placed {
  ad: Element;
  words: AdMark;
  button: HTMLButtonElement;
}

export class MarkLayer {
  readonly #layer = newLayer();
  readonly #root = this.#layer.attachShadow({ mode: "closed" });
  readonly #sentence = new DrawnSentence();
  #marks = new Map<string, Placed>();
  #asked: string | null = null;
  #frame = 0;
  #follower: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly open: (key: string) => void) {
    this.#root.append(this.#sentence.canvas);
    for (const type of ["scroll", "resize"])
      addEventListener(type, () => this.#followSoon(), { capture: true, passive: true });
    addEventListener("beforeprint", () => setRules(this.#layer, { display: "none" }));
    addEventListener("afterprint", () => setRules(this.#layer, { display: "block" }));
  }

  /** Show these marks and no others. An ad whose element has gone loses its mark. */
  show(marks: readonly AdMark[], elements: ReadonlyMap<string, Element>): void {
    const wanted = new Map(marks.map((mark) => [mark.key, mark]));
    for (const [key, { button }] of this.#marks) if (!wanted.has(key) || !elements.has(key)) this.#remove(key, button);
    for (const [key, words] of wanted) {
      const ad = elements.get(key);
      if (ad) this.#set(key, ad, words);
    }
    if (this.#marks.size === 0) this.#rest();
    else this.#follow();
  }

  #set(key: string, ad: Element, words: AdMark): void {
    const button = this.#marks.get(key)?.button ?? this.#newMark(key);
    button.setAttribute("aria-label", words.spoken);
    this.#marks.set(key, { ad, words, button });
    this.#dim(key);
    if (this.#asked === key) this.#say(key);
  }

  #newMark(key: string): HTMLButtonElement {
    const button = newButton();
    for (const type of ["pointerenter", "focus"]) button.addEventListener(type, () => this.#say(key));
    for (const type of ["pointerleave", "blur"]) button.addEventListener(type, () => this.#hush(key));
    button.addEventListener("focus", () => button.matches(":focus-visible") && setRules(button, FOCUSED));
    button.addEventListener("blur", () => setRules(button, UNFOCUSED));
    button.addEventListener("keydown", ({ key: pressed }) => pressed === "Escape" && this.#hush(key));
    button.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.isTrusted) this.open(key); // a page may dispatch events of its own
    });
    this.#root.append(button);
    return button;
  }

  #remove(key: string, button: HTMLButtonElement): void {
    this.#hush(key);
    button.remove();
    this.#marks.delete(key);
  }

  #say(key: string): void {
    const mark = this.#marks.get(key);
    if (!mark) return;
    this.#asked = key;
    this.#sentence.show(mark.words.sentence, mark.button.getBoundingClientRect());
    this.#dim(key);
  }

  #hush(key: string): void {
    if (this.#asked !== key) return;
    this.#asked = null;
    this.#sentence.hide();
    this.#dim(key);
  }

  #dim(key: string): void {
    const mark = this.#marks.get(key);
    if (!mark) return;
    const opacity = this.#asked === key ? "asked" : mark.words.quiet ? "quiet" : "spoken";
    setRules(mark.button, { opacity: REST_OPACITY[opacity] });
  }

  #rest(): void {
    clearInterval(this.#follower);
    this.#follower = undefined;
    this.#layer.remove();
  }

  #followSoon(): void {
    if (this.#marks.size === 0 || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  #follow(): void {
    this.#frame = 0;
    this.#follower ??= setInterval(() => this.#follow(), FOLLOW_MS);
    if (document.visibilityState !== "visible") return;
    if (!this.#layer.isConnected) document.documentElement.append(this.#layer); // the page rebuilt itself
    const origin = this.#layer.getBoundingClientRect();
    const boxes = [...this.#marks.values()].map((mark) => ({ mark, box: boxInTop(mark.ad) }));
    for (const { mark, box } of boxes) this.#place(mark, box, origin);
    const asked = this.#asked === null ? undefined : this.#marks.get(this.#asked);
    if (asked) this.#sentence.moveTo(asked.button.getBoundingClientRect());
  }

  #place({ ad, button }: Placed, box: Box, origin: Point): void {
    const isShown = ad.isConnected && hasRoomFor(box) && !isCovered(ad, box, this.#layer);
    const { left, top } = markPlace(box);
    setRules(button, {
      display: isShown ? "block" : "none",
      // Browsers count what moves by `left` and `top` as the page's own restlessness; a transform moves nothing.
      transform: `translate(${left - origin.left}px, ${top - origin.top}px)`,
    });
  }
}

/** Whether something else, such as a dialogue of the page, lies over both the ad's corner and its middle. */
function isCovered(ad: Element, box: Box, layer: Element): boolean {
  const mark = markPlace(box);
  const corner = { left: mark.left + MARK_SIDE / 2, top: mark.top + MARK_SIDE / 2 };
  const middle = { left: box.left + box.width / 2, top: box.top + box.height / 2 };
  return [corner, middle].every((point) => isCoveredAt(ad, point, layer));
}

function isCoveredAt(ad: Element, { left, top }: Point, layer: Element): boolean {
  const hit = document.elementsFromPoint(left, top).find((element) => element !== layer);
  if (!hit) return false; // outside the window: nothing to see, nothing to cover
  const outermost = outermostFrame(ad);
  return !outermost.contains(hit) && !hit.contains(outermost);
}

/** The element of the top document that holds the ad: itself, or the outermost friendly frame around it. */
function outermostFrame(ad: Element): Element {
  const frame = ad.ownerDocument.defaultView?.frameElement;
  return frame ? outermostFrame(frame) : ad;
}
