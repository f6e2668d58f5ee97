// The sentence at a mark, drawn and not written: words in a closed shadow root are hidden from a page's scripts, but its
// `window.find` would still find them. A drawing has no words to find; screen readers get them from the button's name.
import { SENTENCE_LOOK as LOOK, setRules } from "./mark-look";
import { type Point, sentencePlace } from "./mark-place";

export class DrawnSentence {
  readonly canvas = document.createElement("canvas");
  #size = { width: 0, height: 0 };

  constructor() {
    this.canvas.setAttribute("aria-hidden", "true");
    setRules(this.canvas, LOOK.rules);
  }

  show(sentence: string, mark: Point): void {
    const pen = this.canvas.getContext("2d");
    if (!pen) return;
    pen.font = LOOK.font;
    const lines = linesOf(
      sentence,
      Math.min(LOOK.maxWidth, innerWidth - 4 * LOOK.padding),
      (text) => pen.measureText(text).width,
    );
    const width = Math.max(...lines.map((line) => pen.measureText(line).width));
    this.#size = {
      width: Math.ceil(width) + 2 * LOOK.padding,
      height: lines.length * LOOK.lineHeight + 2 * LOOK.padding,
    };
    this.#draw(pen, lines);
    this.moveTo(mark);
  }

  hide(): void {
    setRules(this.canvas, { display: "none" });
    this.canvas.width = 0; // the drawing is gone with its size
  }

  moveTo(mark: Point): void {
    const place = sentencePlace(mark, this.#size, { width: innerWidth, height: innerHeight });
    setRules(this.canvas, { transform: `translate(${place.left}px, ${place.top}px)` });
  }

  #draw(pen: CanvasRenderingContext2D, lines: readonly string[]): void {
    const { width, height } = this.#size;
    this.canvas.width = Math.ceil(width * devicePixelRatio);
    this.canvas.height = Math.ceil(height * devicePixelRatio);
    setRules(this.canvas, { display: "block", width: `${width}px`, height: `${height}px` });
    pen.scale(devicePixelRatio, devicePixelRatio);
    pen.fillStyle = LOOK.ground;
    pen.fillRect(0, 0, width, height);
    pen.font = LOOK.font; // a new size takes the old one away
    pen.fillStyle = LOOK.ink;
    pen.textBaseline = "middle";
    for (const [index, line] of lines.entries())
      pen.fillText(line, LOOK.padding, LOOK.padding + (index + 0.5) * LOOK.lineHeight, width - 2 * LOOK.padding);
  }
}

/** The sentence in lines of at most `maxWidth`; a longer word stands alone and is drawn narrower. */
export function linesOf(sentence: string, maxWidth: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length === 0 || widthOf(longer) > maxWidth) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
