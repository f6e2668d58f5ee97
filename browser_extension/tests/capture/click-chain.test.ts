import { expect, test } from "vitest";
import { domainsNamed, followClick } from "../../capture/click-chain";

const isAdServer = (host: string) => host.endsWith("adserver.example");
const follow = (link: string) => followClick(link, "news.example", isAdServer);
const SHOP = "https://shop.example/tents?size=2";
const escaped = encodeURIComponent(SHOP);
const base64url = (text: string) => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

test.each([
  ["a search ad", `https://adserver.example/aclk?sa=L&ai=DChcSEwi&adurl=${escaped}`],
  [
    "a base64 address among letters",
    `https://adserver.example/aclk?ld=e8&u=${base64url(encodeURIComponent(SHOP))}&rlid=7`,
  ],
  ["a path of named parts", `https://adserver.example/cbclk/RU=${encodeURIComponent(escaped)}/RK=2`],
  ["a path with a colon", `https://go.partner.example/click/camref:11l/destination:${escaped}`],
  ["an affiliate's link", `https://www.partner.example/cread.php?awinmid=1&ued=${escaped}`],
  ["a record in base64", `https://adserver.example/x?p=${base64url(`\u0008\u0012\u0019${SHOP}\u0001\u0002`)}`],
  ["a JSON record", `https://adserver.example/x?d=${encodeURIComponent(JSON.stringify({ id: 1, url: SHOP }))}`],
  [
    "JSON in base64 with escaped slashes",
    `https://adserver.example/x?d=${base64url(`{"u":"https:\\/\\/shop.example\\/tents?size=2"}`)}`,
  ],
  ["escaped three times", `https://adserver.example/c?u=${encodeURIComponent(encodeURIComponent(escaped))}`],
  ["a click counter nobody knows", `https://trk.unheard-of.example/c/9?x=${escaped}`],
  [
    "five redirectors",
    ["a", "b", "c", "d", "e"].reduce(
      (inner, name) => `https://${name}.adserver.example/?url=${encodeURIComponent(inner)}`,
      SHOP,
    ),
  ],
])("the landing page is found in %s", (_, link) => {
  expect(follow(link)).toMatchObject({ source: "click_chain", is_opaque: false });
  expect(new URL(follow(link)?.url ?? "").href.split("/RK=")[0]).toBe(SHOP);
});

test("a target without its scheme counts where a parameter is meant for targets", () => {
  expect(follow("https://adserver.example/c?dest=www.shop.example%2Ftents")?.url).toBe(
    "https://www.shop.example/tents",
  );
});

test("a link that leads there itself is told apart from one that was decoded", () => {
  expect(follow(SHOP)).toEqual({ url: SHOP, source: "link", is_opaque: false });
});

test.each(["https://trk.unheard-of.example/9f8a7c", "https://unheard-of.example/click/9f8a7c"])(
  "a counter that does not tell its target is no landing page: %s",
  (link) => {
    expect(follow(link)).toMatchObject({ is_opaque: true });
  },
);

test("a shop's page about clicking or tracking parcels is still a shop's page", () => {
  const links = ["https://shop.example/clickable-lights", "https://shop.example/parcel-tracking-help"];
  expect(links.map((link) => follow(link)?.is_opaque)).toEqual([false, false]);
});

test("a domain that a click address names is read", () => {
  expect(domainsNamed("https://adserver.example/c?id=1&adomain=tents.example&x=2")).toEqual(["tents.example"]);
});

test.each(["", "javascript:alert(1)", "mailto:a@b.example", "https://[", "data:text/html,x", "//"])(
  "what is no web address leads nowhere: %s",
  (link) => {
    expect(follow(link)).toBeNull();
  },
);

test("ten thousand hostile letters take no noticeable time", () => {
  const started = performance.now();
  for (const letters of ["%25", "https://", "a/", "=", "eyJ", "(("])
    follow(`https://adserver.example/?u=${letters.repeat(10_000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
