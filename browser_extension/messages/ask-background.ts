import { browser } from "wxt/browser";
import type { Answer, PageMessages } from "../contract/messages";

/** The browser may end the background in the middle of an answer; the next message starts it again. */
const ATTEMPTS = 3;
const PAUSE_MS = 300;

/**
 * Say something to the background from a page; null when it has no answer (the extension was just updated or
 * removed). What the background does twice because of this it keeps once.
 */
export async function askBackground<Type extends keyof PageMessages>(
  type: Type,
  request: PageMessages[Type]["request"],
): Promise<PageMessages[Type]["response"] | null> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await askOnce(type, request);
    if (answer !== null) return answer.ok ? answer.value : null;
    if (!isAlive()) return null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
  }
  return null;
}

/** Null when nobody answered at all. */
async function askOnce<Type extends keyof PageMessages>(
  type: Type,
  request: PageMessages[Type]["request"],
): Promise<Answer<PageMessages[Type]["response"]> | null> {
  try {
    const said = { type, ...request };
    return ((await browser.runtime.sendMessage(said)) as Answer<PageMessages[Type]["response"]> | undefined) ?? null;
  } catch {
    return null; // the background was ended meanwhile, or the extension behind this script no longer exists
  }
}

/** Scripts of an extension that was updated or removed stay in their pages, cut off. */
function isAlive(): boolean {
  return browser.runtime?.id !== undefined;
}
