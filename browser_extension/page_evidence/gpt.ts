// Google's publisher tag: the slots of the page and what it is told with each. Both of its ways to hold key-values are
// read: `getConfig("targeting")` (since 2025) and `getTargeting` (before).
import type { Told } from "./auction-types";
import { type Loose, asList, asText, attempt } from "./page-values";

/** A slot: the element it fills, the ad unit path bids may be named by, and the bid that it was told to show. */
export interface GptSlot {
  element_id: string;
  path: string;
  ad_id: string;
}

const HOST = "doubleclick.net";
const MAX_PAIRS = 40;
/** What describes the place or a bid, not the person. */
const ABOUT_THE_PLACE =
  /^(hb_|amzn|bid|pos|position|size|slot|adunit|unit|tile|refresh|test|env|device|cmp|correlator|safeframe)/i;

export function readGptSlots(page: Loose): GptSlot[] {
  const slots = attempt<Loose[]>(() => page.googletag.pubads().getSlots(), []);
  return slots.map((slot) => ({
    element_id: asText(attempt(() => slot.getSlotElementId(), "")),
    path: asText(attempt(() => slot.getAdUnitPath(), "")),
    ad_id: targetingOf(slot).get("hb_adid")?.[0] ?? "",
  }));
}

/** Ids of the elements that show `unit`: the unit's own name, and the slots whose path it is. */
export function elementsOf(unit: string, slots: readonly GptSlot[]): string[] {
  return [unit, ...slots.filter(({ path }) => path === unit).map(({ element_id }) => element_id)];
}

/** What Google's ad server is told with the page and its slots; null where the page has no such tag. */
export function readGptTold(page: Loose): Told | null {
  const service = attempt<Loose | null>(() => page.googletag.pubads(), null);
  if (service === null) return null;
  const holders = [page.googletag as Loose, service, ...attempt<Loose[]>(() => service.getSlots(), [])];
  const pairs = holders.flatMap((holder) => [...targetingOf(holder)]);
  const told = pairs.filter(([key]) => !ABOUT_THE_PLACE.test(key)).map(([key, values]) => `${key}=${values.join(",")}`);
  const ids = asText(attempt(() => page.googletag.getConfig?.("publisherProvidedId"), "")) ? ["publisher"] : [];
  return { bidder: "gpt", host: HOST, segments: [], keywords: [...new Set(told)].slice(0, MAX_PAIRS), place: "", ids };
}

/** Whether Amazon's bidding (apstag) had its say about a slot: its answer travels as key-values of the slot. */
export function hasAmazonBid(page: Loose): boolean {
  const slots = attempt<Loose[]>(() => page.googletag.pubads().getSlots(), []);
  return typeof page.apstag?.fetchBids === "function" || slots.some((slot) => targetingOf(slot).has("amznbid"));
}

function targetingOf(holder: Loose): Map<string, string[]> {
  const config = attempt<Loose>(() => holder.getConfig("targeting").targeting, {});
  const map = attempt<Loose>(() => holder.getTargetingMap(), {});
  const keys = attempt<string[]>(() => holder.getTargetingKeys(), []);
  const old = keys.map((key) => [key, attempt<unknown>(() => holder.getTargeting(key), [])] as const);
  const pairs = [...old, ...Object.entries(map), ...Object.entries(config)];
  return new Map(pairs.map(([key, value]) => [key, asList(value).map((each) => asText(each))]));
}
