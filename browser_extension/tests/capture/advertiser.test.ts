import { expect, test } from "vitest";
import { advertiserDomains, advertiserHints, claimedDomain, domainsOf, landingUrl } from "../../capture/advertiser";

const isAdServer = (host: string) => host.endsWith("adserver.example");
const landing = (link: string) => landingUrl(link, "news.example", isAdServer);
const SHOP = "https://shop.example/tents?size=2";

const SECOND_HOP = `https://second.adserver.example/b?dest=${encodeURIComponent(SHOP)}`;

test.each([
  ["a plain link", SHOP],
  ["a parameter", `https://adserver.example/click?id=7&adurl=${encodeURIComponent(SHOP)}`],
  ["a parameter escaped twice", `https://adserver.example/c?u=${encodeURIComponent(encodeURIComponent(SHOP))}`],
  ["base64", `https://adserver.example/c?payload=${btoa(SHOP)}`],
  [
    "base64 for addresses",
    `https://adserver.example/c?x=${btoa(SHOP).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`,
  ],
  ["the path", `https://adserver.example/click/9/${SHOP}`],
  ["an escaped path", `https://adserver.example/click/${encodeURIComponent(SHOP)}`],
  ["behind a semicolon", `https://adserver.example/clk;44;pc=1;;?${SHOP}`],
  ["a chain", `https://adserver.example/a?url=${encodeURIComponent(SECOND_HOP)}`],
  ["an unknown redirector's usual parameter", `https://go.example/?redirect=${encodeURIComponent(SHOP)}`],
])("the landing page is read from %s", (_, link) => {
  expect(landing(link)).toBe(SHOP);
});

test("a landing page that names the page it was reached from is still the landing page", () => {
  const link = "https://shop.example/tents?url=https%3A%2F%2Fnews.example%2Fa";
  expect(landing(link)).toBe(link);
});

test("a shop's own parameters with addresses in them do not lead away from it", () => {
  const link = "https://shop.example/tents?picture=https%3A%2F%2Fcdn.example%2Fa.png";
  expect(landing(link)).toBe(link);
});

test("a link that ends at an ad server names no advertiser", () => {
  expect(advertiserDomains(["https://adserver.example/click?id=7"], "news.example", isAdServer)).toEqual([]);
});

test("a link back to the page's own site counts only when no other leads away", () => {
  const own = "https://www.news.example/subscribe";
  expect(advertiserDomains([own], "news.example", isAdServer)).toEqual(["news.example"]);
  expect(advertiserDomains([own, SHOP], "news.example", isAdServer)).toEqual(["shop.example"]);
});

test("a hostile link of nested addresses comes to an end", () => {
  let link = SHOP;
  for (let depth = 0; depth < 30; depth += 1)
    link = `https://adserver.example/${depth}?u=${encodeURIComponent(link)}`.slice(0, 5000);
  expect(() => landing(link)).not.toThrow();
});

test("what a bid calls its advertiser becomes a domain", () => {
  expect(["www.tents.example", "https://tents.example/x", "tents.example", "Tents Ltd", ""].map(claimedDomain)).toEqual(
    ["tents.example", "tents.example", "tents.example", "", ""],
  );
});

const BID = { advertiser_domains: [] as string[], advertiser_name: "", brand_name: "", dsa_behalf: "", dsa_paid: "" };
const hints = (links: string[], bid: Partial<typeof BID> | null, text = "") =>
  advertiserHints({ page_domain: "news.example", links, text, bid: bid && { ...BID, ...bid } }, isAdServer);

test("where the link leads outranks what the page claims, and both are kept", () => {
  const found = hints([SHOP], { advertiser_domains: ["claimed.example"], brand_name: "Claimed" });
  expect(found.map(({ source, domain, name }) => [source, domain || name])).toEqual([
    ["link", "shop.example"],
    ["bid", "claimed.example"],
    ["brand", "Claimed"],
  ]);
  expect(domainsOf(found)).toEqual(["shop.example"]);
});

test("of several links the one that the bid names as well comes first", () => {
  const found = hints(["https://terms.example/x", SHOP], { advertiser_domains: ["www.shop.example"] });
  expect(domainsOf(found)).toEqual(["shop.example", "terms.example"]);
});

test("a claim is better than a click counter that hides its target", () => {
  const link = "https://trk.unheard-of.example/9f8a7c";
  expect(domainsOf(hints([link], { advertiser_domains: ["shop.example"] }))).toEqual(["shop.example"]);
  expect(domainsOf(hints([link], null))).toEqual(["unheard-of.example"]);
});

test("without a link or a bid the ad's own words may name it", () => {
  const found = hints(
    [],
    null,
    "Tents for two. Now at www.shop.co.uk, 24.99 e.g. today. Sponsored by Tents & Sons Ltd",
  );
  expect(found).toEqual([
    { source: "visible_text", domain: "shop.co.uk", name: "" },
    { source: "visible_text", domain: "", name: "Tents & Sons Ltd" },
  ]);
  expect(domainsOf(found)).toEqual(["shop.co.uk"]);
});

test("who pays is a name, never a domain", () => {
  expect(hints([], { dsa_behalf: "Tents Ltd", dsa_paid: "Tents Ltd" })).toEqual([
    { source: "payer", domain: "", name: "Tents Ltd" },
  ]);
});
