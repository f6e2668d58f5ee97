// The optional file local.json beside the manifest, written by whoever starts a demo. Web pages cannot read it.
import { browser } from "wxt/browser";

export interface LocalFile {
  service_url: string | null;
  /** Loopback pages on this port are recorded; without it none are. */
  record_loopback_port: number | null;
}

const NOTHING: LocalFile = { service_url: null, record_loopback_port: null };

let reading: Promise<LocalFile> | undefined;

/** What local.json says; nothing where it is missing or unreadable. */
export function localFile(): Promise<LocalFile> {
  reading ??= readLocalFile();
  return reading;
}

async function readLocalFile(): Promise<LocalFile> {
  try {
    const response = await fetch(browser.runtime.getURL("/local.json" as "/"));
    const content = (await response.json()) as Partial<LocalFile>;
    return {
      service_url: typeof content.service_url === "string" ? content.service_url : null,
      record_loopback_port: typeof content.record_loopback_port === "number" ? content.record_loopback_port : null,
    };
  } catch {
    return NOTHING; // a missing file is the normal case and rejects the fetch
  }
}
