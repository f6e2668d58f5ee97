import { adLabel } from "./ad-label";
import { chumbox } from "./chumbox";
import { cosmeticRule } from "./cosmetic-rule";
import type { AdFinder } from "./finder";
import { iabSize } from "./iab-size";
import { knownSlot } from "./known-slot";
import { networkRule } from "./network-rule";
import { sponsoredLink } from "./sponsored-link";

/** Every way in which an ad is recognised. A new finder is a file of this folder and a name here. */
export const AD_FINDERS: readonly AdFinder[] = [
  networkRule,
  cosmeticRule,
  iabSize,
  knownSlot,
  adLabel,
  chumbox,
  sponsoredLink,
];
