// The first minute: the page that opens after the installation, and what the person chooses there.
import { browser } from "wxt/browser";
import type { StartChoice } from "../contract/messages";
import { localFile } from "../store/local-file";
import { setSetting } from "../store/settings";

const PAGE = "/start.html";

export async function showFirstRun(reason: string): Promise<void> {
  if (reason !== "install" || !(await localFile()).welcome) return;
  await browser.tabs.create({ url: browser.runtime.getURL(PAGE as "/options.html") });
}

/** Recording itself begins with the pairing; what is chosen here holds from its first moment. */
export async function chooseStart(choice: StartChoice): Promise<void> {
  await setSetting("skip_sensitive", choice === "record_without_sensitive");
}
