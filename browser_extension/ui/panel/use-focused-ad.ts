import { useEffect, useState } from "preact/hooks";
import type { PanelState } from "../../contract/messages";

/** The ad whose mark in the page was clicked last; `turn` tells one click from the next. */
export interface FocusedAd {
  id: string | null;
  turn: number;
}

/** The background names the ad once; it stays the focused one until another is clicked. */
export function useFocusedAd({ focus_ad }: PanelState): FocusedAd {
  const [focused, setFocused] = useState<FocusedAd>({ id: null, turn: 0 });
  useEffect(() => {
    if (focus_ad) setFocused(({ turn }) => ({ id: focus_ad, turn: turn + 1 }));
  }, [focus_ad]);
  return focused;
}
