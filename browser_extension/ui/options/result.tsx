import { useState } from "preact/hooks";
import type { Answer } from "../../contract/messages";
import { useStrings } from "../strings";
import { problemLine } from "../words/problem";

export interface Outcome {
  ok: boolean;
  text: string;
}

/** Always in the page, so that screen readers announce what appears in it. */
export function Result({ id, outcome }: { id: string; outcome: Outcome | null }) {
  return (
    <p
      id={id}
      class={outcome && !outcome.ok ? "result result--bad" : "result"}
      role="status"
      data-ok={outcome ? String(outcome.ok) : undefined}
    >
      {outcome?.text ?? ""}
    </p>
  );
}

export interface Work<A extends unknown[]> {
  outcome: Outcome | null;
  isWorking: boolean;
  /** Whether it worked. */
  run: (...args: A) => Promise<boolean>;
  refuse: (text: string) => void;
  /** Take back what was said, since something else has happened meanwhile. */
  clear: () => void;
}

/** Runs one request at a time and keeps what came of it. */
export function useWork<T, A extends unknown[]>(
  request: (...args: A) => Promise<Answer<T>>,
  done: (value: T) => string,
): Work<A> {
  const strings = useStrings();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isWorking, setWorking] = useState(false);
  const run = async (...args: A) => {
    setWorking(true);
    setOutcome(null);
    const answer = await request(...args);
    setOutcome({ ok: answer.ok, text: answer.ok ? done(answer.value) : problemLine(answer.problem, strings) });
    setWorking(false);
    return answer.ok;
  };
  return {
    outcome,
    isWorking,
    run,
    refuse: (text) => setOutcome({ ok: false, text }),
    clear: () => setOutcome(null),
  };
}
