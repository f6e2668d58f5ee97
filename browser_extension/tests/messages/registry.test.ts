import { expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import type { OwnHandlers, PageHandlers, Sender } from "../../messages/registry";
import { dispatch } from "../../messages/registry";

const answers = (names: string[]) => Object.fromEntries(names.map((name) => [name, async () => name]));
const PAGES = answers(["page.visit", "page.rules", "page.ads"]) as unknown as PageHandlers;
const OWN = answers(["panel.state", "options.unpair"]) as unknown as OwnHandlers;
const tab = { id: 3, url: "https://news.example/", incognito: false };
const PAGE = { id: browser.runtime.id, url: "https://news.example/", frameId: 0, tab } as unknown as Sender;
const PANEL = { id: browser.runtime.id, url: browser.runtime.getURL("/sidepanel.html" as "/") } as unknown as Sender;

const say = async (type: unknown, sender: Sender) => dispatch({ type }, sender, PAGES, OWN);

test("a page reports what it shows, and our own pages ask", async () => {
  expect(await say("page.visit", PAGE)).toEqual({ ok: true, value: "page.visit" });
  expect(await say("panel.state", PANEL)).toEqual({ ok: true, value: "panel.state" });
});

test.each([
  "panel.state",
  "options.unpair",
  "constructor",
  "toString",
  "__proto__",
  "page.nothing",
  7,
  null,
  undefined,
])("a content script has no way to say %s", async (type) => {
  expect(await say(type, PAGE)).toBeNull();
});

test("one of our own pages cannot pass for a visited page", async () => {
  expect(await say("page.visit", PANEL)).toBeNull();
});

test.each([
  ["another extension", { ...PAGE, id: "another" }],
  ["a child frame", { ...PAGE, frameId: 4 }],
  ["a private window", { ...PAGE, tab: { ...tab, incognito: true } }],
  ["nowhere", { id: browser.runtime.id }],
  ["a page that only looks like ours", { ...PAGE, url: "https://chrome-extension.example/", tab: undefined }],
])("a message from %s is not heard", async (_, sender) => {
  expect(await say("page.visit", sender as Sender)).toBeNull();
});

test("a fault is answered and logged without its text, which may quote what was browsed", async () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const broken = {
    "panel.state": async () => {
      throw new Error("visited https://secret.example/");
    },
  } as unknown as OwnHandlers;
  const answer = await dispatch({ type: "panel.state" }, PANEL, PAGES, broken);
  expect(answer).toMatchObject({ ok: false, problem: { code: "fault" } });
  expect(JSON.stringify([answer, log.mock.calls])).not.toContain("secret.example");
});
