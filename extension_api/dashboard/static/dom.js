// Builds elements. Text goes in as text, never as markup: titles and ads were written by strangers.

const MAX_LETTERS = 240; // about four lines; what is longer says nothing more in a list
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The element of the page's shell with this id. */
export const byId = (id) => document.getElementById(id);

/**
 * An element with attributes and children. Attributes that are null or false are left out; `on…` adds a listener.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|null|false|undefined)} children
 */
export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A stranger's text on one line, without signs that reorder what stands beside it, in its own direction. */
export function foreign(text, maxLetters = MAX_LETTERS) {
  return el("bdi", {}, plainLine(text, maxLetters));
}

/** The same as plain text, for attributes. */
export function plainLine(text, maxLetters = MAX_LETTERS) {
  const letters = [...text.replace(CONTROLS, " ").replace(/\s+/gu, " ").trim()];
  return letters.length <= maxLetters ? letters.join("") : `${letters.slice(0, maxLetters - 1).join("").trimEnd()}…`;
}

/** Joins nodes with a separator between them. */
export function joined(nodes, separator) {
  return nodes.flatMap((node, position) => (position === 0 ? [node] : [separator, node]));
}
