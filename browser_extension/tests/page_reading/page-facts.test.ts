import { expect, test } from "vitest";
import { readPage } from "../../page_reading/page-facts";

function page(head: string, body: string): Document {
  return new DOMParser().parseFromString(
    `<html lang="de"><head>${head}</head><body>${body}</body></html>`,
    "text/html",
  );
}

test("title, description, language and headings are read, and nothing else of the page", () => {
  const facts = readPage(
    page('<title>T</title><meta name="description" content="D">', "<h1>One</h1><p>body</p><h2>Two</h2><h4>Four</h4>"),
  );
  expect(facts).toEqual({ title: "T", headings: ["One", "Two"], description: "D", language: "de", schema_types: [] });
});

test("headings in forms, menus and dialogs are left alone", () => {
  expect(
    readPage(page("", "<form><h2>Your diagnosis</h2></form><nav><h3>Menu</h3></nav><h2>Open</h2>")).headings,
  ).toEqual(["Open"]);
});

test("the kinds of things a page describes are kept, what it says of them is not", () => {
  const json = { "@graph": [{ "@type": ["Product", "Thing"], name: "Tent", offers: { "@type": "Offer", price: 3 } }] };
  const facts = readPage(
    page(
      `<script type="application/ld+json">${JSON.stringify(json)}</script>`,
      '<div itemtype="https://schema.org/Recipe"></div>',
    ),
  );
  expect(facts.schema_types).toEqual(["Product", "Thing", "Offer", "Recipe"]);
});

test("broken or endless descriptions say nothing", () => {
  const deep = `${'{"a":'.repeat(500)}{"@type":"Deep"}${"}".repeat(500)}`;
  const blocks = ["{oops", deep].map((text) => `<script type="application/ld+json">${text}</script>`).join("");
  expect(readPage(page(blocks, "")).schema_types).toEqual([]);
});
