import type { Problem } from "../../contract/messages";
import { useStrings } from "../strings";
import { problemText } from "../words/problem";

/** Something did not work: what, why, and a way to try again. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const strings = useStrings();
  const { title, detail } = problemText(problem, strings);
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{detail}</p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {strings.panel.tryAgain}
        </button>
      )}
    </div>
  );
}
