import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../contract/messages";
import type { Explanation, ImpressionSummary } from "../../contract/payloads";
import { useExtension } from "../extension";

export interface ExplanationView {
  explanation: Explanation | null;
  problem: Problem | null;
  reload: () => void;
}

/**
 * The explanation of one ad, asked for when its card opens and again when its summary changes.
 * While `isHeld` (the person has just changed something) the old one stays, so that nothing vanishes under their hand.
 */
export function useExplanation(ad: ImpressionSummary, isOpen: boolean, isHeld: boolean): ExplanationView {
  const extension = useExtension();
  const [view, setView] = useState<Omit<ExplanationView, "reload">>({ explanation: null, problem: null });
  const shown = useRef<string | null>(null);
  const summary = `${ad.id} ${ad.verdict} ${ad.sentence}`;

  const load = useCallback(async () => {
    shown.current = summary;
    const answer = await extension.ask("panel.explanation", { impression_id: ad.id });
    setView((last) =>
      answer.ok ? { explanation: answer.value, problem: null } : { ...last, problem: answer.problem },
    );
  }, [extension, ad.id, summary]);

  useEffect(() => {
    if (isOpen && !isHeld && shown.current !== summary) void load();
  }, [isOpen, isHeld, summary, load]);

  return { ...view, reload: load };
}
