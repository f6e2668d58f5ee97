// What content scripts may say. Everything in a request comes from a page and may be anything.
import { recordOwnIds } from "../capture/company-links";
import { type AdPlace, recordAd } from "../capture/impressions";
import { SerialQueue } from "../capture/serial-queue";
import { isOfDocument, recordVisit, tabState } from "../capture/visits";
import type { FoundAd, PageFeatures, PageMessages, PageRules, PageSender } from "../contract/messages";
import { keepLoaded } from "../capture/loaded-ads";
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
    "page.rules": (features, sender) => rulesFor(features, sender),
    "page.loaded": async ({ ads }, sender) => {
      const place = await capture.run(() => adPlace(sender));
      if (place && Array.isArray(ads)) await keepLoaded(ads.slice(0, MAX_ADS), place.tab_id);
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

async function rulesFor(
  features: PageFeatures,
  { tab_id, url }: PageSender,
): Promise<PageMessages["page.rules"]["response"]> {
  const [auction, { lists }] = await Promise.all([readAuction(tab_id), trackers()]);
  const [urls, ids, classes, hrefs] = [features.urls, features.ids, features.classes, features.hrefs].map(asTexts) as [
    string[],
    string[],
    string[],
    string[],
  ];
  const requests: PageRules["requests"] = {};
  for (const address of urls) {
    const rule =
      lists.ruleFor({ url: address, page_url: url, type: "sub_frame" }) ??
      lists.ruleFor({ url: address, page_url: url, type: "image" });
    if (rule !== null) requests[address] = rule;
  }
  return {
    requests,
    selectors: lists.selectorsFor({ page_url: url, ids, classes, hrefs }),
    ad_units: auction.ad_units,
  };
}

function asTexts(values: unknown): string[] {
  return Array.isArray(values) ? values.slice(0, MAX_FEATURES).filter((value) => typeof value === "string") : [];
}
