// What content scripts may say. Everything in a request comes from a page and may be anything.

import { showBadge } from "../badge";
import { recordOwnIds } from "../capture/company-links";
import { recordCard } from "../capture/disclosures";
import { type AdPlace, recordAd } from "../capture/impressions";
import { keepLoaded } from "../capture/loaded-ads";
import { rulesFor } from "../capture/page-rules";
import { SerialQueue } from "../capture/serial-queue";
import { isOfDocument, recordVisit, tabState } from "../capture/visits";
import type { FoundAd, PageFeatures, PageSender } from "../contract/messages";
import { marksOf, openPanelAt } from "../in_page_mark/explained-ads";
import { readAuction } from "../page_evidence/page-auction";
import { localFile } from "../store/local-file";
import { trackers } from "../trackers/trackers";
import type { PageHandlers } from "./registry";

const MAX_ADS = 60; // in one report
const MAX_OWN_IDS = 40;
const MAX_FEATURES = 3000; // of each kind, as the content script asks

/** Ads of one tab are described one after the other, so that two reports of a slot cannot both count as its first. */
const adQueues = new Map<number, SerialQueue>();

export function pageHandlers(capture: SerialQueue, onCaptured: () => void): PageHandlers {
  return {
    "page.visit": async (page, sender) => {
      const recording = await capture.run(() => recordVisit(sender, page));
      onCaptured();
      return { recording, seen_after_seconds: (await localFile()).seen_after_seconds };
    },
    "page.own_ids": async ({ ids }, { tab_id, document_id }) => {
      await capture.run(async () => {
        const tab = await tabState(tab_id);
        if (tab && isOfDocument(tab, document_id)) await recordOwnIds(asTexts(ids).slice(0, MAX_OWN_IDS), tab);
      });
      onCaptured();
    },
    "page.card": async ({ card }, sender) => {
      await capture.run(() => recordCard(card ?? {}, sender));
      onCaptured();
    },
    "page.rules": (features, sender) => rulesFor(cleanFeatures(features), sender),
    "page.loaded": async ({ ads, gone }, sender) => {
      if (!Array.isArray(ads)) return;
      await capture.run(async () => {
        if (await adPlace(sender))
          await keepLoaded(ads.slice(0, MAX_ADS), asTexts(gone).slice(0, MAX_ADS), sender.tab_id);
      });
      await showBadge(sender.tab_id);
    },
    "page.ads": async ({ ads }, sender) => {
      const place = await capture.run(() => adPlace(sender));
      if (place && Array.isArray(ads)) await recordAds(ads.slice(0, MAX_ADS), place);
      onCaptured();
    },
    "page.marks": (_, sender) => marksOf(sender),
    "page.open_panel": ({ key }, sender) => openPanelAt(key, sender),
  };
}

async function adPlace({ tab_id, frame_id, document_id }: PageSender): Promise<AdPlace | null> {
  const tab = await tabState(tab_id);
  return tab?.visit && tab.recorded && isOfDocument(tab, document_id) ? { tab_id, frame_id, visit: tab.visit } : null;
}

async function recordAds(ads: readonly FoundAd[], place: AdPlace): Promise<void> {
  const [auction, known] = await Promise.all([readAuction(place.tab_id), trackers()]);
  const queue = adQueues.get(place.tab_id) ?? new SerialQueue();
  adQueues.set(place.tab_id, queue);
  await Promise.all(ads.map((ad) => queue.run(() => recordAd(ad, place, auction, known))));
}

const MAX_FRAMES = 20;
const MAX_DEPTH = 8;

function cleanFeatures({ urls, ids, classes, hrefs, frames }: PageFeatures): PageFeatures {
  const paths = (Array.isArray(frames) ? frames.slice(0, MAX_FRAMES) : []).filter(isPath);
  return { urls: asTexts(urls), ids: asTexts(ids), classes: asTexts(classes), hrefs: asTexts(hrefs), frames: paths };
}

function isPath(path: unknown): path is number[] {
  return Array.isArray(path) && path.length <= MAX_DEPTH && path.every(Number.isInteger);
}

function asTexts(values: unknown): string[] {
  return Array.isArray(values) ? values.slice(0, MAX_FEATURES).filter((value) => typeof value === "string") : [];
}
