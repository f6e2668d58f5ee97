import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { OwnMessages, Problem } from "../contract/messages";
import { useExtension } from "./extension";

export interface AnswerView<T> {
  value: T | null;
  problem: Problem | null;
  reload: () => void;
}

/** The answer to one question, asked when the component appears and again on `reload`. The last good one stays. */
export function useAnswer<K extends keyof OwnMessages>(
  type: K,
  request: OwnMessages[K]["request"],
): AnswerView<OwnMessages[K]["response"]> {
  const extension = useExtension();
  const asked = useRef(request);
  const [view, setView] = useState<{ value: OwnMessages[K]["response"] | null; problem: Problem | null }>({
    value: null,
    problem: null,
  });
  const reload = useCallback(async () => {
    const answer = await extension.ask(type, asked.current);
    setView((last) => (answer.ok ? { value: answer.value, problem: null } : { ...last, problem: answer.problem }));
  }, [extension, type]);
  useEffect(() => void reload(), [reload]);
  return { ...view, reload: () => void reload() };
}
