// Ads that stand on a page, seen or not. They are remembered as long as the page is open, and counted on the badge; an
// ad becomes an impression only once it was looked at.
import type { LoadedAd } from "../contract/messages";
import { database, type Slot } from "../store/database";
import { cleanText } from "./page-text";

const MAX_KEY = 100; // characters
const MAX_FINDERS = 12;
const MAX_DETAIL = 300; // characters of what a finder saw

/**
 * Take note of where ads are; those that have gone before anybody looked at them long enough leave nothing. What was seen
 * in a place stays with it: it may be written at this very moment, so that reading and writing are one step here.
 */
export async function keepLoaded(ads: readonly LoadedAd[], gone: readonly string[], tabId: number): Promise<void> {
  const writing = (await database()).transaction("slots", "readwrite");
  for (const ad of ads) {
    const key = cleanText(ad.key, MAX_KEY);
    const known = await writing.store.get([tabId, key]);
    await writing.store.put({ ...(known ?? unseen(tabId, key)), found: cleanAd(ad, key) });
  }
  for (const key of gone) {
    const slot = await writing.store.get([tabId, key]);
    if (slot?.impression_id === "") await writing.store.delete([tabId, key]);
  }
  await writing.done;
}

function unseen(tab_id: number, key: string): Omit<Slot, "found"> {
  return { tab_id, key, creative: "", impression_id: "", explained: false };
}

function cleanAd({ finders, left, top, width, height }: LoadedAd, key: string): LoadedAd {
  const told = Array.isArray(finders) ? finders.slice(0, MAX_FINDERS) : [];
  return {
    key,
    finders: told.map(({ finder, detail }) => ({
      finder: cleanText(finder, MAX_DETAIL),
      detail: cleanText(detail, MAX_DETAIL),
    })),
    left: Math.round(left),
    top: Math.round(top),
    width: Math.round(width),
    height: Math.round(height),
  };
}
