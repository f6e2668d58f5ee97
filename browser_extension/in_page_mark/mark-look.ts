// How a mark looks. Every rule is set through the style object: a page's own content policy may forbid style elements,
// and a page's own `!important` rules would win over anything else.
import { MARK_SIDE } from "./mark-place";

type Rules = Record<string, string>;

const SVG = "http://www.w3.org/2000/svg";
const HIGHEST = "2147483647";
/** Two bars on a balance line, as everywhere in Whyad: x, y, width, height, colour. */
const BARS: readonly (readonly [number, number, number, number, string])[] = [
  [8, 4, 9, 4, "#2f63ad"],
  [3, 11, 5, 4, "#b0690f"],
  [7.25, 2, 1.5, 16, "#17212b"],
];

/** Outside the page's flow and without a size: nothing in the page moves for it. */
const LAYER: Rules = {
  display: "block",
  visibility: "visible",
  opacity: "1",
  margin: "0",
  padding: "0",
  border: "0",
  transform: "none",
  filter: "none",
  "clip-path": "none",
  position: "absolute",
  left: "0",
  top: "0",
  width: "0",
  height: "0",
  "z-index": HIGHEST,
  "pointer-events": "none",
};
const BUTTON: Rules = {
  appearance: "none",
  display: "none",
  left: "0",
  top: "0",
  margin: "0",
  "box-sizing": "border-box",
  position: "absolute",
  width: `${MARK_SIDE}px`,
  height: `${MARK_SIDE}px`,
  padding: "1px",
  border: "1px solid #8a97a3",
  "border-radius": "6px",
  background: "#ffffff",
  cursor: "pointer",
  "pointer-events": "auto",
};
const SENTENCE: Rules = {
  display: "none",
  position: "fixed",
  left: "0",
  top: "0",
  "border-radius": "6px",
  "pointer-events": "none",
};
export const SENTENCE_LOOK = {
  rules: SENTENCE,
  font: "500 14px system-ui, sans-serif",
  lineHeight: 20, // px
  padding: 10, // px
  maxWidth: 260, // px of text, about 36 letters: short lines read fast
  ground: "#17212b",
  ink: "#ffffff",
} as const;
export const FOCUSED: Rules = { outline: "3px solid #b4540a", "outline-offset": "1px" };
export const UNFOCUSED: Rules = { outline: "none" };
/** A mark waits half seen until somebody looks for it; one that names no reason waits quieter still. */
export const REST_OPACITY = { spoken: "0.85", quiet: "0.6", asked: "1" } as const;

export function setRules(element: HTMLElement | SVGElement, rules: Rules): void {
  for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
}

export function newLayer(): HTMLElement {
  const layer = document.createElement("div");
  setRules(layer, LAYER);
  return layer;
}

export function newButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  setRules(button, BUTTON);
  button.append(sign());
  return button;
}

function sign(): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  setRules(svg, { display: "block", width: "100%", height: "100%", "pointer-events": "none" });
  for (const [x, y, width, height, fill] of BARS) {
    const bar = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x, y, width, height, fill })) bar.setAttribute(name, String(value));
    svg.append(bar);
  }
  return svg;
}
