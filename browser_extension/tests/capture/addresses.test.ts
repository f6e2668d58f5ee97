import { expect, test } from "vitest";
import { isRecordable, minimiseUrl, registrableDomain } from "../../capture/addresses";

test("an address is kept without user, query and fragment", () => {
  expect(minimiseUrl("https://ann:secret@news.example:8443/a/b?session=1&q=x#part")).toBe(
    "https://news.example:8443/a/b",
  );
});

test.each([
  "http://localhost:3000/",
  "http://shop.localhost:8123/",
  "http://127.0.0.1/",
  "http://[::1]/",
  "http://10.1.2.3/",
  "http://172.20.0.1/",
  "http://192.168.1.1/",
  "http://169.254.169.254/",
  "http://100.100.0.1/",
  "http://router/",
  "http://nas.local/",
  "https://wiki.corp/",
  "http://printer.lan/",
  "http://[fd00::1]/",
  "http://[fe80::1]/",
  "http://[::ffff:10.0.0.1]/",
  "file:///documents/tax.pdf",
  "about:blank",
  "chrome://settings/",
  "ftp://files.example/",
  "data:text/html,x",
  "not an address",
])("a page of this computer or an inner network is never recorded: %s", (url) => {
  expect(isRecordable(url, null)).toBe(false);
});

test.each([
  "https://news.example/",
  "http://news.example:8080/a",
  "http://93.184.216.34/",
  "https://172.32.0.1/",
  "http://[2606:2800::1]/",
])("a page of the public web may be recorded: %s", (url) => {
  expect(isRecordable(url, null)).toBe(true);
});

test("a demo's port opens loopback pages of that port alone", () => {
  const urls = [
    "http://news.localhost:8123/",
    "http://127.0.0.1:8123/",
    "http://news.localhost:7391/",
    "http://192.168.0.2:8123/",
  ];
  expect(urls.map((url) => isRecordable(url, 8123))).toEqual([true, true, false, false]);
});

test("the site is the registrable domain, the host where there is none", () => {
  const hosts = [
    "a.b.example.co.uk",
    "www.news.example",
    "a.b.localhost",
    "localhost",
    "93.184.216.34",
    "ann.github.io",
  ];
  expect(hosts.map(registrableDomain)).toEqual([
    "example.co.uk",
    "news.example",
    "b.localhost",
    "localhost",
    "93.184.216.34",
    "ann.github.io",
  ]);
});
