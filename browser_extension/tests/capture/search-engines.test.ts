import { expect, test } from "vitest";
import { searchQuery } from "../../capture/search-engines";

test.each([
  ["https://www.google.com/search?q=light+tent&hl=en", "light tent"],
  ["https://www.google.co.uk/search?q=tent", "tent"],
  ["https://www.bing.com/search?q=tent&form=QBLH", "tent"],
  ["https://duckduckgo.com/?q=tent&ia=web", "tent"],
  ["https://www.ecosia.org/search?q=tent", "tent"],
  ["https://www.startpage.com/sp/search?query=tent", "tent"],
  ["https://www.qwant.com/?q=tent&t=web", "tent"],
  ["https://search.brave.com/search?q=tent", "tent"],
  ["https://de.search.yahoo.com/search?p=tent", "tent"],
  ["https://yandex.com/search/?text=tent", "tent"],
  ["https://www.baidu.com/s?wd=tent", "tent"],
])("search words come from the result page %s", (url, words) => {
  expect(searchQuery(url)).toBe(words);
});

test.each([
  "https://mail.google.com/mail/u/0/?q=diagnosis",
  "https://www.google.com/maps?q=home",
  "https://notgoogle.com/search?q=tent",
  "https://news.example/search?q=tent",
  "https://www.google.com/search",
  "https://www.google.evil.example/search?q=tent",
])("no other address's query is read: %s", (url) => {
  expect(searchQuery(url)).toBeNull();
});
