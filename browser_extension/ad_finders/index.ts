import { adChoices } from "./adchoices";
import { adClick } from "./ad-click";
import { adFrame } from "./ad-frame";
import { adLabel } from "./ad-label";
import { adMarkup } from "./ad-markup";
import { chumbox } from "./chumbox";
import { cosmeticRule } from "./cosmetic-rule";
import type { AdFinder } from "./finder";
import { iabSize } from "./iab-size";
import { knownSlot } from "./known-slot";
import { nativeUnit } from "./native-unit";
import { networkRule } from "./network-rule";
import { searchAd } from "./search-ad";
import { slotApi } from "./slot-api";
import { videoAd } from "./video-ad";

/** Every way in which an ad is recognised. A new finder is a file of this folder and a name here. */
export const AD_FINDERS: readonly AdFinder[] = [
  networkRule,
  cosmeticRule,
  slotApi,
  knownSlot,
  adMarkup,
  adFrame,
  iabSize,
  adLabel,
  adChoices,
  adClick,
  chumbox,
  nativeUnit,
  searchAd,
  videoAd,
];
