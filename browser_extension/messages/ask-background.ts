import { browser } from "wxt/browser";
import type { Answer, PageMessages } from "../contract/messages";

/**
 * Say something to the background from a page; null when it has no answer (the extension was just updated or
 * removed).
 */
export async function askBackground<Type extends keyof PageMessages>(
  type: Type,
  request: PageMessages[Type]["request"],
): Promise<PageMessages[Type]["response"] | null> {
  try {
    const answer = (await browser.runtime.sendMessage({ type, ...request })) as
      | Answer<PageMessages[Type]["response"]>
      | undefined;
    return answer?.ok ? answer.value : null;
  } catch {
    return null; // the extension behind this script no longer exists
  }
}
