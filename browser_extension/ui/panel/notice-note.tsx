import { useEffect, useRef } from "preact/hooks";
import { useStrings } from "../strings";
import type { Notice } from "./use-notices";

/** What happened and what happens next. Takes the focus, since the button that caused it is gone. */
export function NoticeNote({ notice, onExplainAgain }: { notice: Notice; onExplainAgain: (() => void) | null }) {
  const { control } = useStrings();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <div
      class={notice.isProblem ? "problem" : "notice"}
      role={notice.isProblem ? "alert" : "status"}
      tabIndex={-1}
      ref={note}
    >
      <p>{notice.text}</p>
      {(notice.undo || onExplainAgain) && (
        <p class="row">
          {onExplainAgain && (
            <button type="button" class="button button--main" onClick={onExplainAgain}>
              {control.explainAgain}
            </button>
          )}
          {notice.undo && (
            <button type="button" class="button" onClick={notice.undo}>
              {control.undo}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
