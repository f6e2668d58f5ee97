import { FiltersEngine } from "@ghostery/adblocker";
import { expect, test } from "vitest";
import { CompanyLineError, companyOf, isAdCompany, parseCompanies } from "../trackers/companies";
import { FilterLists, parseRules } from "../trackers/filter-lists";

const NOBODY = new Map<string, string>();
const PAGE = "https://news.example/a";

function lists(...texts: string[]): FilterLists {
  return new FilterLists(texts.map((text) => FiltersEngine.parse(text, { debug: true, enableOptimizations: false })));
}

test("a typed company holds for subdomains and wins over the public table", () => {
  const typed = parseCompanies("doubleclick.net = My Own Name\n\nads.example=Ads & Sons = Partners");
  expect(companyOf("ad.doubleclick.net", typed)).toBe("My Own Name");
  expect(companyOf("x.ads.example", typed)).toBe("Ads & Sons = Partners");
});

test("a known host is named by its owner, an unknown one by its domain", () => {
  expect(companyOf("ib.adnxs.com", NOBODY)).toBe("Microsoft");
  expect(companyOf("a.b.unheard-of.example", NOBODY)).toBe("unheard-of.example");
  expect(isAdCompany("ib.adnxs.com") && !isAdCompany("unheard-of.example")).toBe(true);
});

test("a line that cannot be read is named", () => {
  expect(() => parseCompanies("ads.example = Ads\nno company here")).toThrow(CompanyLineError);
  expect(() => parseCompanies("ads.example = Ads\nno company here")).toThrow("Line 2");
});

test("the rule that recognised a request is told letter by letter", () => {
  const rule = "||tracker.example^$third-party,domain=news.example|paper.example";
  expect(lists(rule).ruleFor({ url: "https://t.tracker.example/p.gif", page_url: PAGE, type: "image" })).toBe(rule);
});

test("an exception in any list wins", () => {
  const both = lists("||tracker.example^", "||tracker.example^\n@@||tracker.example/allowed^");
  const ask = (path: string) =>
    both.ruleFor({ url: `https://tracker.example/${path}`, page_url: PAGE, type: "script" });
  expect([ask("other"), ask("allowed")]).toEqual(["||tracker.example^", null]);
});

test("selectors come for what is on the page, and not where a list switches generic ones off", () => {
  const some = lists("##.ad-box\n##.not-here\nnews.example##.own\n@@||paper.example^$generichide");
  const ask = (page_url: string) => some.selectorsFor({ page_url, ids: [], classes: ["ad-box"], hrefs: [] });
  expect(ask(PAGE).sort()).toEqual([".ad-box", ".own"]);
  expect(ask("https://paper.example/")).toEqual([]);
});

test("typed rules are counted; remarks and empty lines are none", () => {
  expect(parseRules("! a remark\n\n||a.example^\n##.b").count).toBe(2);
  expect(parseRules("").engines).toEqual([]);
});
