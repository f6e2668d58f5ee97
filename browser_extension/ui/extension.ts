// The only door from our pages to the rest of the extension. Pages never fetch; they ask the background.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { browser } from "wxt/browser";
import type { Answer, OwnMessages, Problem } from "../contract/messages";

export interface Extension {
  /** Never throws: a background that does not answer is a problem like any other. */
  ask<K extends keyof OwnMessages>(
    type: K,
    request: OwnMessages[K]["request"],
  ): Promise<Answer<OwnMessages[K]["response"]>>;
  /** Calls the listener when something our pages show may have changed; the answer ends the subscription. */
  onChange(listener: () => void): () => void;
  /** The tab this page speaks about: `?tabId=N` in tests, the active tab of its own window otherwise. */
  tabId(): Promise<number | null>;
  openOptions(): void;
  /** Must be called straight from a click: browsers open the panel for no other reason. */
  openPanel(): void;
}

const SILENT: Problem = { code: "silent" };

export function browserExtension(): Extension {
  return { ask, onChange, tabId, openOptions, openPanel };
}

async function ask<K extends keyof OwnMessages>(type: K, request: OwnMessages[K]["request"]) {
  try {
    const answer: Answer<OwnMessages[K]["response"]> | undefined = await browser.runtime.sendMessage({
      ...request,
      type,
    });
    return answer ?? ({ ok: false, problem: SILENT } as const);
  } catch {
    // The only rejection: nobody listens, since the extension was reloaded or its worker could not start.
    return { ok: false, problem: SILENT } as const;
  }
}

function onChange(listener: () => void): () => void {
  const onMessage = (message: unknown): undefined => {
    if ((message as { type?: unknown } | null)?.type === "state.changed") listener();
  };
  browser.runtime.onMessage.addListener(onMessage);
  browser.tabs.onActivated.addListener(listener);
  return () => {
    browser.runtime.onMessage.removeListener(onMessage);
    browser.tabs.onActivated.removeListener(listener);
  };
}

async function tabId(): Promise<number | null> {
  const asked = new URLSearchParams(location.search).get("tabId");
  if (asked !== null) return Number(asked);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

function openOptions(): void {
  void browser.runtime.openOptionsPage();
}

function openPanel(): void {
  // Firefox calls it a sidebar and needs no window; Chromium accepts the current window's special number.
  const { sidebarAction, sidePanel } = browser as unknown as {
    sidebarAction?: { open(): Promise<void> };
    sidePanel?: { open(options: { windowId: number }): Promise<void> };
  };
  if (sidebarAction) void sidebarAction.open();
  else void sidePanel?.open({ windowId: browser.windows.WINDOW_ID_CURRENT });
}

export const ExtensionContext = createContext<Extension | null>(null);

export function useExtension(): Extension {
  const extension = useContext(ExtensionContext);
  if (!extension) throw new Error("useExtension needs an ExtensionContext.Provider around the page");
  return extension;
}
