// The number of ads on a tab's page, in a colour that does not shout. It comes with the ads; their explanations follow.
import { browser } from "wxt/browser";
import { database } from "./store/database";

const CALM_BACKGROUND = "#3d5a6c";
const CALM_TEXT = "#ffffff";

/** The service has taken these events: count the ads among them on the tabs that showed them. */
export async function badgeAcknowledged(ids: readonly string[]): Promise<void> {
  const writing = (await database()).transaction("slots", "readwrite");
  const tabs = new Set<number>();
  for (const id of ids) {
    const slot = await writing.store.index("by_impression").get(id);
    if (!slot) continue;
    await writing.store.put({ ...slot, explained: true });
    tabs.add(slot.tab_id);
  }
  await writing.done;
  for (const tab of tabs) {
    await showBadge(tab);
    await tellMarksChanged(tab);
  }
}

/** The page's own marks say the same as the badge, one ad at a time. */
export async function tellMarksChanged(tabId: number): Promise<void> {
  // Rejects where no content script listens: the page has gone meanwhile.
  await browser.tabs.sendMessage(tabId, { type: "marks.changed" }, { frameId: 0 }).catch(() => undefined);
}

/** After everything was forgotten at once. */
export async function showAllBadges(): Promise<void> {
  for (const tab of await (await database()).getAllKeys("tabs")) {
    await showBadge(tab);
    await tellMarksChanged(tab);
  }
}

export async function showBadge(tabId: number): Promise<void> {
  const slots = await (await database()).getAllFromIndex("slots", "by_tab", tabId);
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: CALM_BACKGROUND });
    await browser.action.setBadgeTextColor({ tabId, color: CALM_TEXT });
    await browser.action.setBadgeText({ tabId, text: slots.length > 0 ? String(slots.length) : "" });
  } catch {
    // the tab was closed meanwhile; there is nothing to mark
  }
}
