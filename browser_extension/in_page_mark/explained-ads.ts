// The background's side of the marks: which ads of a tab are explained, in one sentence each, and the way to the panel.
import { browser } from "wxt/browser";
import { ServiceError, callService } from "../backend";
import type { AdMark, PageSender } from "../contract/messages";
import type { ImpressionSummary } from "../contract/payloads";
import { type Slot, database } from "../store/database";
import { getSetting, setSetting } from "../store/settings";
import { chosenLanguage } from "../ui/strings/chosen";
import { wordsOf } from "../ui/strings/languages";
import { plainLine } from "../ui/words/isolate";
import { isQuiet } from "../ui/words/page-summary";

const MAX_MARKS = 60; // as many ads as one report of a page may hold
const SENTENCE_LETTERS = 300;
const WINDOW = { width: 420, height: 760 } as const; // px, where neither panel nor popup can be opened

/** One mark for every ad of this page that the service has explained; none where the person switched them off. */
export async function marksOf({ tab_id }: PageSender): Promise<{ marks: AdMark[] }> {
  if (!(await getSetting("show_marks"))) return { marks: [] };
  const slots = (await slotsOf(tab_id)).filter(({ explained }) => explained).slice(0, MAX_MARKS);
  if (slots.length === 0) return { marks: [] };
  const summaries = await summariesOf(slots);
  const { mark: words } = wordsOf(await chosenLanguage());
  return {
    marks: slots.flatMap(({ key, impression_id }) => {
      const ad = summaries.get(impression_id);
      if (!ad) return [];
      const sentence = plainLine(ad.sentence, SENTENCE_LETTERS);
      return [{ key, sentence, spoken: words.spoken(sentence), quiet: isQuiet(ad.verdict) }];
    }),
  };
}

async function summariesOf(slots: readonly Slot[]): Promise<Map<string, ImpressionSummary>> {
  const ids = slots.map(({ impression_id }) => encodeURIComponent(impression_id)).join(",");
  try {
    const { impressions } = await callService<{ impressions: ImpressionSummary[] }>("GET", `/impressions?ids=${ids}`);
    return new Map(impressions.map((ad) => [ad.id, ad]));
  } catch (error) {
    if (error instanceof ServiceError) return new Map(); // no answer, no mark; the panel says why
    throw error;
  }
}

const slotsOf = async (tabId: number): Promise<Slot[]> => (await database()).getAllFromIndex("slots", "by_tab", tabId);

/** Open the panel at an ad of this page. The first line must run before anything is awaited: the click counts no longer. */
export function openPanelAt(key: unknown, { tab_id }: PageSender): Promise<void> {
  const opening = openPanel(tab_id);
  return Promise.all([opening, rememberAd(key, tab_id)])
    .then(() => browser.runtime.sendMessage({ type: "state.changed" }))
    .then(
      () => undefined,
      () => undefined, // none of our pages is open yet to hear it
    );
}

async function rememberAd(key: unknown, tab_id: number): Promise<void> {
  const slot = (await slotsOf(tab_id)).find((one) => one.key === key);
  if (slot) await setSetting("focus_ad", { tab_id, impression_id: slot.impression_id });
}

/** Chromium opens its side panel for a click in a page. Firefox opens its sidebar for clicks in its own rooms alone. */
async function openPanel(tabId: number): Promise<void> {
  const { sidePanel } = browser as unknown as { sidePanel?: { open(options: { tabId: number }): Promise<void> } };
  const opening = sidePanel ? sidePanel.open({ tabId }) : browser.action.openPopup();
  await opening.catch(() => openWindow(tabId));
}

async function openWindow(tabId: number): Promise<void> {
  const url = browser.runtime.getURL(`/sidepanel.html?tabId=${tabId}` as "/sidepanel.html");
  await browser.windows.create({ url, type: "popup", ...WINDOW });
}
