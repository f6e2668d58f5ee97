import { type Loose, asText, attempt } from "./page-values";

/** A slot of Google's publisher tag: the element it fills and the ad unit path bids may be named by. */
export interface GptSlot {
  element_id: string;
  path: string;
}

export function readGptSlots(page: Loose): GptSlot[] {
  const slots = attempt<Loose[]>(() => page.googletag.pubads().getSlots(), []);
  return slots.map((slot) => ({
    element_id: asText(attempt(() => slot.getSlotElementId(), "")),
    path: asText(attempt(() => slot.getAdUnitPath(), "")),
  }));
}

/** Ids of the elements that show `unit`: the unit's own name, and the slots whose path it is. */
export function elementsOf(unit: string, slots: readonly GptSlot[]): string[] {
  return [unit, ...slots.filter(({ path }) => path === unit).map(({ element_id }) => element_id)];
}
