// What is read of a page: its title, headings, description, language and kind. Never its body, never a form.
import type { PageMessages } from "../contract/messages";

type PageFacts = PageMessages["page.visit"]["request"];

const MAX_HEADINGS = 30;
const MAX_SCHEMA_BLOCKS = 20;
const MAX_SCHEMA_CHARACTERS = 200_000; // some shops put whole catalogues into JSON-LD
const MAX_SCHEMA_DEPTH = 5;

export function readPage(page: Document): PageFacts {
  return {
    title: page.title,
    headings: headings(page),
    description: metaContent(page, "name", "description") || metaContent(page, "property", "og:description"),
    language: page.documentElement.lang,
    schema_types: [...new Set([...jsonLdTypes(page), ...microdataTypes(page)])],
  };
}

function headings(page: Document): string[] {
  const elements = [...page.querySelectorAll("h1, h2, h3")].filter(
    (heading) => !heading.closest("form, nav, footer, dialog"),
  );
  return elements
    .slice(0, MAX_HEADINGS)
    .map((heading) => heading.textContent?.trim() ?? "")
    .filter((text) => text !== "");
}

function metaContent(page: Document, attribute: string, name: string): string {
  return page.querySelector(`meta[${attribute}="${name}"]`)?.getAttribute("content") ?? "";
}

function jsonLdTypes(page: Document): string[] {
  const blocks = [...page.querySelectorAll('script[type="application/ld+json"]')].slice(0, MAX_SCHEMA_BLOCKS);
  return blocks.flatMap((block) => typesIn(parsed(block.textContent ?? ""), MAX_SCHEMA_DEPTH));
}

function parsed(text: string): unknown {
  if (text.length > MAX_SCHEMA_CHARACTERS) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // malformed blocks are common and say nothing
  }
}

/** The types alone; what they describe stays in the page. */
function typesIn(value: unknown, depth: number): string[] {
  if (depth === 0 || typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : namesOf((value as Record<string, unknown>)["@type"]);
  return [...own, ...Object.values(value).flatMap((inner) => typesIn(inner, depth - 1))];
}

function namesOf(type: unknown): string[] {
  const types = Array.isArray(type) ? type : [type];
  return types.filter((name): name is string => typeof name === "string").map(withoutVocabulary);
}

function microdataTypes(page: Document): string[] {
  return [...page.querySelectorAll("[itemtype]")].map((element) =>
    withoutVocabulary(element.getAttribute("itemtype") ?? ""),
  );
}

function withoutVocabulary(type: string): string {
  return type
    .trim()
    .replace(/^https?:\/\/schema\.org\//, "")
    .replace(/^schema:/, "");
}
