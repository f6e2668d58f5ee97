// The platforms whose cards are read, and only where a person has opened one: nothing here clicks, and nothing asks a
// platform for anything.
import { type Card, type PlatformReader, openCard, readCard } from "./card";
import { google } from "./google";
import { meta } from "./meta";
import { x } from "./x";

export const PLATFORM_READERS: readonly PlatformReader[] = [google, meta, x];

/** The reader for a host, or null where no platform's cards open. */
export function readerFor(host: string): PlatformReader | null {
  return PLATFORM_READERS.find(({ hosts }) => hosts.test(host)) ?? null;
}

/** What the card that is open in this document says; null where none is. */
export function cardIn(root: Document, host: string): Card | null {
  const reader = readerFor(host);
  const card = reader && openCard(root, reader);
  return reader && card ? readCard(card, reader) : null;
}
