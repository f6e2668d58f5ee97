import { browser } from "wxt/browser";
import type { FrameContent } from "../contract/messages";

/** A frame that is loading or frozen may never answer. */
const PATIENCE_MS = 500;

/** What a child frame shows, or null when no content script answers there. */
export async function askFrame(tabId: number, frameId: number): Promise<FrameContent | null> {
  const answer = browser.tabs.sendMessage(tabId, { type: "frame.content" }, { frameId }).then(
    (content: FrameContent | undefined) => content ?? null,
    () => null, // nobody listens there: the frame has gone, or its page admits no content script
  );
  return Promise.race([answer, new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))]);
}

/** Tell the tab's page that its address changed, so that it is read again. */
export async function tellPageChanged(tabId: number): Promise<void> {
  await browser.tabs.sendMessage(tabId, { type: "page.changed" }, { frameId: 0 }).catch(() => undefined);
}
