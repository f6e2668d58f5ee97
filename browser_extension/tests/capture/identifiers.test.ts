import { expect, test } from "vitest";
import { handsOver, idsInCookies, looksLikeId } from "../../capture/identifiers";

test.each([
  "CAESEBsO7hX9k2Lm1",
  "5f4dcc3b-5aa7-65d6-1d83-27deb882cf99",
  "1234567890.1687112233",
  "u-81f3c0aa7",
])("a value that could name one browser is an id: %s", (value) => {
  expect(looksLikeId(value)).toBe(true);
});

test.each([
  ["a word", "newsletter"],
  ["a time in seconds", "1761984000"],
  ["a time in milliseconds", "1761984000123"],
  ["a size", "300x250"],
  ["a version", "11.36.0"],
  ["a file", "app-2f81ac.min.js"],
  ["zeros", "0000000000"],
  ["a short number", "1234567"],
  ["a sentence", "10 best tents of 2026"],
])("%s names nobody", (_, value) => {
  expect(looksLikeId(value)).toBe(false);
});

test.each([
  "https://ib.partner.example/setuid?entity=18&code=CAESEBsO7hX9k2Lm1",
  "https://x.partner.example/pixel?google_gid=CAESEBsO7hX9k2Lm1",
  "https://match.partner.example/5f4dcc3b5aa765d61d83",
  "https://px.partner.example/match?p=alpha&i=u-81f3c0aa7d",
])("an address that hands an id over is known: %s", (url) => {
  expect(handsOver(url)).toBe(true);
});

test.each([
  "https://cdn.partner.example/lib/app.js?v=2f81ac99d01",
  "https://ads.partner.example/sync?gdpr=1&gdpr_consent=CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA",
  "https://ads.partner.example/cookie-match",
  "https://ads.partner.example/?cb=8172635441992",
])("an address without an id hands nothing over: %s", (url) => {
  expect(handsOver(url)).toBe(false);
});

test("the ids in a site's cookies are read without their prefix, and nothing else is", () => {
  expect(idsInCookies("theme=dark; _ga=GA1.2.123456789.1687112233; lang=en; consent=yes; n=42")).toEqual([
    "GA1.2.123456789.1687112233",
    "123456789.1687112233",
  ]);
});
