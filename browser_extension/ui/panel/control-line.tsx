import { useEffect, useRef, useState } from "preact/hooks";
import { useStrings } from "../strings";
import type { Action } from "./cause-actions";

export interface ControlLineProps {
  action: Action;
  isDisabled: boolean;
  onRun: () => void;
}

/** One control and what it does. One that erases asks in its own place before it acts. */
export function ControlLine({ action, isDisabled, onRun }: ControlLineProps) {
  const [isAsking, setAsking] = useState(false);
  if (action.confirmation && isAsking) {
    return (
      <Confirmation
        {...action.confirmation}
        isDisabled={isDisabled}
        onConfirm={onRun}
        onKeep={() => setAsking(false)}
      />
    );
  }
  return (
    <li>
      <button
        type="button"
        class="control"
        disabled={isDisabled}
        onClick={action.confirmation ? () => setAsking(true) : onRun}
      >
        <span class={`control__name ${action.confirmation ? "control__name--erase" : ""}`}>{action.name}</span>{" "}
        <span class="small soft">{action.hint}</span>
      </button>
    </li>
  );
}

interface ConfirmationProps {
  ask: string;
  confirm: string;
  isDisabled: boolean;
  onConfirm: () => void;
  onKeep: () => void;
}

function Confirmation({ ask, confirm, isDisabled, onConfirm, onKeep }: ConfirmationProps) {
  const { control } = useStrings();
  const keep = useRef<HTMLButtonElement>(null);
  // The harmless answer gets the focus: a second Enter by habit must not erase.
  useEffect(() => keep.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onKeep();
  };
  return (
    <li>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold the question in its own words */}
      <div class="confirmation" role="group" aria-label={ask} onKeyDown={onKeyDown}>
        <p>{ask}</p>
        <p class="row">
          <button type="button" class="button button--erase" disabled={isDisabled} onClick={onConfirm}>
            {confirm}
          </button>
          <button type="button" class="button" ref={keep} disabled={isDisabled} onClick={onKeep}>
            {control.keep}
          </button>
        </p>
      </div>
    </li>
  );
}
