import type { Problem } from "../../contract/messages";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";

/** Something did not work: what, why, and a way to try again. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { panel } = useStrings();
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{plainLine(problem.title)}</strong>
      </p>
      <p>{plainLine(problem.detail, 400)}</p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {panel.tryAgain}
        </button>
      )}
    </div>
  );
}
