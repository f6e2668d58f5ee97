// The optional file local.json beside the manifest, written by whoever starts a demo. Web pages cannot read it.
import { browser } from "wxt/browser";

export interface LocalFile {
  service_url: string | null;
  /** Loopback pages on this port are recorded; without it none are. */
  record_loopback_port: number | null;
  /** An ad counts as seen after this long on screen; a demo that hurries through its pages sets less. */
  seen_after_seconds: number;
  /** Whether the first-run page opens after the installation; whoever names a service usually leads the person itself. */
  welcome: boolean;
}

/** The Media Rating Council's viewable impression: half of the ad for one unbroken second. */
const SEEN_AFTER_SECONDS = 1;
const NOTHING: LocalFile = {
  service_url: null,
  record_loopback_port: null,
  seen_after_seconds: SEEN_AFTER_SECONDS,
  welcome: true,
};

let reading: Promise<LocalFile> | undefined;

/** What local.json says; nothing where it is missing or unreadable. */
export function localFile(): Promise<LocalFile> {
  reading ??= readLocalFile();
  return reading;
}

async function readLocalFile(): Promise<LocalFile> {
  try {
    const response = await fetch(browser.runtime.getURL("/local.json" as "/"));
    const said = (await response.json()) as Partial<LocalFile>;
    const { service_url, record_loopback_port, seen_after_seconds, welcome } = said;
    return {
      service_url: typeof service_url === "string" ? service_url : null,
      record_loopback_port: typeof record_loopback_port === "number" ? record_loopback_port : null,
      seen_after_seconds: typeof seen_after_seconds === "number" ? seen_after_seconds : SEEN_AFTER_SECONDS,
      welcome: typeof welcome === "boolean" ? welcome : typeof service_url !== "string",
    };
  } catch {
    return NOTHING; // a missing file is the normal case and rejects the fetch
  }
}
