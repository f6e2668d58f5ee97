import { browser } from "wxt/browser";
import { defineContentScript } from "wxt/utils/define-content-script";
import { idsInCookies } from "../capture/identifiers";
import type { FrameContent } from "../contract/messages";
import { askBackground } from "../messages/ask-background";
import { markAds } from "../in_page_mark/page-marks";
import { AdWatch } from "../page_reading/ad-watch";
import { readContent } from "../page_reading/ad-content";
import { ownPosition } from "../page_reading/frame-position";
import { ListRules } from "../page_reading/list-rules";
import { asksPassword, ownCookies } from "../page_reading/login-and-cookies";
import { readPage } from "../page_reading/page-facts";
import { watchCards } from "../platform_reasons/watch-cards";

/** A page that changes its address sets its title a moment later. */
const TITLE_DELAY_MS = 700;

// In the top document this script reads the page and watches for ads; in child frames it only answers the background.
export default defineContentScript({
  matches: ["http://*/*", "https://*/*"],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: "document_idle",
  main() {
    if (window.top !== window) answerAsFrame();
    // A preloaded page has not been visited until it is shown.
    else if (isPreloaded()) document.addEventListener("prerenderingchange", readTopDocument, { once: true });
    else readTopDocument();
  },
});

function readTopDocument(): void {
  const watch = new AdWatch(
    new ListRules((features) => askBackground("page.rules", features)),
    (ads, gone) => askBackground("page.loaded", { ads, gone }),
    (ads) => askBackground("page.ads", { ads }),
  );
  let isWatching = false;
  // A page that was opened while its site was paused begins to be watched when it is told to read itself again.
  const report = async (): Promise<void> => {
    const answer = await askBackground("page.visit", { ...readPage(document), asks_password: asksPassword(document) });
    if (!answer?.recording) return;
    if (isWatching) return watch.tellAgain();
    isWatching = true;
    watch.start(answer.seen_after_seconds);
    void askBackground("page.own_ids", { ids: idsInCookies(ownCookies(document)) });
    watchCards(document, location.hostname, (card) => void askBackground("page.card", { card }));
    markAds(() => watch.places());
  };
  void report();
  addEventListener("pageshow", (event) => event.persisted && void report());
  browser.runtime.onMessage.addListener((message: { type?: string }) => {
    if (message.type === "page.changed") setTimeout(() => void report(), TITLE_DELAY_MS);
  });
}

function isPreloaded(): boolean {
  return (document as Document & { prerendering?: boolean }).prerendering === true;
}

function answerAsFrame(): void {
  browser.runtime.onMessage.addListener(
    (message: { type?: string }, _sender, respond: (answer: FrameContent) => void) => {
      if (message.type === "frame.content")
        respond({ position: ownPosition(), ...readContent(document.documentElement) });
    },
  );
}
