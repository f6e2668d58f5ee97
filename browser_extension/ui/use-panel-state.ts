import { useCallback, useEffect, useState } from "preact/hooks";
import type { PanelState, Problem } from "../contract/messages";
import { useExtension } from "./extension";

const SETTLE_MS = 150; // a batch of events announces itself several times; one look at the end is enough

export interface PanelView {
  state: PanelState | null;
  problem: Problem | null;
  reload: () => void;
}

/**
 * The state of the tab this page speaks about, kept current. The last good state stays on screen while a new one is
 * asked.
 */
export function usePanelState(): PanelView {
  const extension = useExtension();
  const [view, setView] = useState<Omit<PanelView, "reload">>({ state: null, problem: null });

  const load = useCallback(async () => {
    const answer = await extension.ask("panel.state", { tab_id: await extension.tabId() });
    setView((last) => (answer.ok ? { state: answer.value, problem: null } : { ...last, problem: answer.problem }));
  }, [extension]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = extension.onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(load, SETTLE_MS);
    });
    void load();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [extension, load]);

  return { ...view, reload: load };
}
