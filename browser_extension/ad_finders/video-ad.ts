import { absolute } from "../page_reading/ad-content";
import { type AdFinder, type Finding, type ScannedDocument, isLargeEnough } from "./finder";

/** What video ad libraries put over or beside a player: IMA's container and bridge frame, outstream players. */
const AD_LAYERS: readonly string[] = [
  ".ima-ad-container",
  "[id^='ima-ad-container']",
  "iframe[src*='imasdk.googleapis.com/js/core/bridge']",
  "[class*='teads-player']",
  "[id^='aniplayer']",
  ".vjs-ad-playing",
  ".jw-flag-ads",
  "[class*='ima-ad'] video",
];
/** What a player shows while an ad runs: "Ad 1 of 2", "Anzeige · 0:12", "Skip ad". */
const COUNTDOWN = new RegExp(
  "^(ad|ads|anzeige|werbung|publicité|anuncio|publicidad|advertentie|annons|reklama|реклама|広告)\\s*" +
    "(\\d+\\s*(of|von|de|/)\\s*\\d+|[·:(\\s-]*\\d?\\d:\\d\\d)|^skip ads?",
  "i",
);
const MAX_TEXT = 60; // characters
const MAX_CLIMB = 3;

/** Video ads: the layer over a player while an ad runs, and videos that a rule for advertising knows. */
export const videoAd: AdFinder = {
  name: "video_ad",
  find: (page) => [...adLayers(page), ...countdowns(page), ...knownVideos(page)],
};

function adLayers(page: ScannedDocument): Finding[] {
  return AD_LAYERS.flatMap((selector) =>
    [...page.root.querySelectorAll(selector)].flatMap((element) => found(element, selector, page)),
  );
}

/** The box of the player that counts down an ad. */
function countdowns(page: ScannedDocument): Finding[] {
  const players = [...page.root.querySelectorAll("video")].map((video) => video.parentElement);
  return players.flatMap((player): Finding[] => {
    let box = player;
    for (let step = 0; box && step < MAX_CLIMB && !box.matches("body, main, article"); step += 1) {
      const told = [...box.querySelectorAll("div, span, button, p")].find(isCountdown);
      if (told) return found(box, told.textContent?.trim() ?? "", page);
      box = box.parentElement;
    }
    return [];
  });
}

function isCountdown(element: Element): boolean {
  const text = element.textContent?.trim() ?? "";
  return element.childElementCount <= 1 && text.length <= MAX_TEXT && COUNTDOWN.test(text);
}

function knownVideos(page: ScannedDocument): Finding[] {
  return [...page.root.querySelectorAll("video[src], video > source[src]")].flatMap((element) => {
    const rule = page.rules.requests.get(absolute(element, element.getAttribute("src")));
    const video = element.closest("video");
    return rule !== undefined && video ? found(video, rule, page) : [];
  });
}

function found(element: Element, detail: string, page: ScannedDocument): Finding[] {
  return isLargeEnough(page.sizeOf(element)) ? [{ element, finder: "video_ad", detail, is_unit: true }] : [];
}
