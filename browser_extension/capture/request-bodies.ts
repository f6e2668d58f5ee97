// What pages send along with their requests, looked at for one thing: the person's own address as a hash. The browser
// hands bodies to this extension only while the person has told it an address; they are compared at once and not kept.
import { type Browser, browser } from "wxt/browser";
import { addressForms } from "./own-addresses";

/** Calls of scripts and beacons. Forms that a person fills in and sends are navigations, and are never looked at. */
const TYPES = ["xmlhttprequest", "ping", ...(import.meta.env.FIREFOX ? ["beacon" as never] : [])] as const;
const MOST_CHARACTERS = 100_000; // of one body; tags send a few thousand

type Details = Browser.webRequest.OnBeforeRequestDetails;
type Body = NonNullable<Details["requestBody"]>;

/** Begin or end to look, by whether there is an address to look for. */
export async function lookAtBodies(listener: (details: Details) => undefined): Promise<void> {
  const isWanted = (await addressForms()).size > 0;
  const { onBeforeRequest } = browser.webRequest;
  if (!isWanted) onBeforeRequest.removeListener(listener);
  else if (!onBeforeRequest.hasListener(listener)) {
    const filter = { urls: ["http://*/*", "https://*/*"], types: [...TYPES] };
    onBeforeRequest.addListener(listener, filter, ["requestBody"]);
  }
}

/** A body as text, as far as the browser shows it. */
export function textOf({ raw = [], formData = {} }: Body): string {
  const decoder = new TextDecoder();
  const sent = raw.map(({ bytes }) => (bytes ? decoder.decode(new Uint8Array(bytes).subarray(0, MOST_CHARACTERS)) : ""));
  return [...sent, ...Object.values(formData).flat()].map(String).join("\n").slice(0, MOST_CHARACTERS);
}
