import { useCallback, useEffect, useState } from "preact/hooks";
import type { OptionsState, Problem } from "../../contract/messages";
import { useExtension } from "../extension";

export interface OptionsView {
  options: OptionsState | null;
  problem: Problem | null;
  reload: () => Promise<void>;
}

/** Asked once and after each change made here. Never on its own: that would overwrite what is being typed. */
export function useOptions(): OptionsView {
  const extension = useExtension();
  const [view, setView] = useState<Omit<OptionsView, "reload">>({ options: null, problem: null });
  const reload = useCallback(async () => {
    const answer = await extension.ask("options.get", {});
    setView((last) => (answer.ok ? { options: answer.value, problem: null } : { ...last, problem: answer.problem }));
  }, [extension]);
  useEffect(() => void reload(), [reload]);
  return { ...view, reload };
}
