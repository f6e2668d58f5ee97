import { expect, test } from "vitest";
import { cleanRules, isLogin, isSensitive, matchesRule } from "../../capture/sensitive-sites";

test.each([
  "https://www.planned-parenthood.example/",
  "https://hiv-hilfe.example/beratung",
  "https://my.clinic.example/",
  "https://stadtsparkasse-ort.example/",
  "https://www.paypal.com/activity",
  "https://mail.google.com/mail/u/0",
  "https://anything.dating/",
  "https://old.porntube.example/",
  "https://www.nhs.uk/conditions/",
  "https://verein-kirche.example/",
])("a sensitive site is left out: %s", (url) => {
  expect([isSensitive(url), isLogin(url)]).toEqual([true, false]);
});

test.each([
  "https://shop.example/login",
  "https://shop.example/account/sign-in.php?next=%2F",
  "https://login.shop.example/",
  "https://shop.example/oauth2/start",
])("a page where people log in is left out, whatever the person chose: %s", (url) => {
  expect(isLogin(url)).toBe(true);
});

test.each([
  "https://www.essex.example/",
  "https://sussex.ac.uk/",
  "https://scunthorpe.example/",
  "https://news.example/health/flu",
  "https://dailymail.example/",
  "https://banksy-prints.example/",
  "https://riverbank-cafe.example/",
  "https://hospitality-weekly.example/",
  "https://grapefruit.example/",
  "https://www.theregister.com/2026/11/02/story",
  "https://trails.example/blog/in-a-new-light",
  "https://massexodus.example/",
  "https://www.google.com/search?q=x",
])("a site that only sounds like one is not: %s", (url) => {
  expect([isSensitive(url), isLogin(url)]).toEqual([false, false]);
});

test("the person's own rules are domains, beginnings of addresses and words", () => {
  const rules = cleanRules(["*.Forum.example", "https://www.club.example/meetings/*", "knitting", " ", "knitting"]);
  expect(rules).toEqual(["forum.example", "club.example/meetings", "knitting"]);
  const left = (url: string) => matchesRule(url, rules);
  expect(
    ["https://a.forum.example/x", "https://www.club.example/meetings/2", "https://news.example/knitting-now"].map(left),
  ).toEqual([true, true, true]);
  expect(
    ["https://otherforum.example/", "https://club.example/news", "https://news.example/unknitting"].map(left),
  ).toEqual([false, false, false]);
});
