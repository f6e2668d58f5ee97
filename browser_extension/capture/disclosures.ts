// A platform's own reasons become an event, and are joined to the ad they speak of where that ad was seen in the tab.
import type { PageSender } from "../contract/messages";
import type { DisclosureEvent } from "../contract/payloads";
import { enqueue } from "../outbox";
import type { Card, Platform } from "../platform_reasons/card";
import { readerFor } from "../platform_reasons/index";
import { reasonKind } from "../platform_reasons/reason-kinds";
import { database } from "../store/database";
import { hostOf } from "./addresses";
import { newEventId } from "./event-id";
import { cleanText, cleanTexts } from "./page-text";
import { isOfDocument, tabState } from "./visits";

const MAX_NAME = 200;
const MAX_REASON = 300;
const MAX_REASONS = 20;

/** Keep what a card said; what it was, for the panel. Null where the page is not recorded or is no platform's. */
export async function recordCard(
  card: Partial<Card>,
  { tab_id, document_id, url }: PageSender,
): Promise<{ platform: Platform; is_read: boolean } | null> {
  const tab = await tabState(tab_id);
  const reader = readerFor(hostOf(url));
  if (!reader || !tab?.visit || !tab.recorded || !isOfDocument(tab, document_id)) return null;
  const reasons = cleanTexts(card.reasons, MAX_REASONS, MAX_REASON);
  const advertiser = cleanText(card.advertiser, MAX_NAME);
  const seen = { platform: reader.platform, is_read: reasons.length > 0 };
  const noted = { ...tab, card: seen };
  const event: DisclosureEvent = {
    type: "disclosure",
    id: newEventId(),
    time: new Date().toISOString(),
    visit_id: tab.visit.id,
    platform: reader.platform,
    advertiser,
    impression_id: await adOf(tab_id, advertiser),
    reasons: reasons.map((detail) => ({ kind: reasonKind(detail), detail })),
  };
  await enqueue(seen.is_read ? [event] : [], (writing) => writing.objectStore("tabs").put(noted));
  return seen;
}

/** The one ad of the tab that names this advertiser; null where none or several do. */
async function adOf(tabId: number, advertiser: string): Promise<string | null> {
  const wanted = letters(advertiser);
  if (wanted.length < 3) return null;
  const slots = await (await database()).getAllFromIndex("slots", "by_tab", tabId);
  const naming = slots.filter(
    ({ impression_id, creative, found }) =>
      impression_id !== "" && letters(`${creative} ${JSON.stringify(found)}`).includes(wanted),
  );
  return naming.length === 1 ? (naming[0]?.impression_id ?? null) : null;
}

function letters(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(ltd|inc|gmbh|llc|ag|plc|co|corp|se|kg|bv|sa)\b\.?/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
