// What the person can do about one cause. Erasing asks once more, right where it was clicked.
import { useState } from "preact/hooks";
import type { ContributionItem, Explanation } from "../../contract/payloads";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { isolated } from "../words/isolate";
import { type Action, actionsFor } from "./cause-actions";
import { ControlLine } from "./control-line";
import type { Notice } from "./use-notices";

export interface ControlsProps {
  cause: ContributionItem;
  explanation: Explanation;
  label: string;
  onDone: (notice: Notice) => void;
}

export function Controls({ cause: contribution, explanation, label, onDone }: ControlsProps) {
  const strings = useStrings();
  const extension = useExtension();
  const [isWorking, setWorking] = useState(false);
  const name = strings.quoted(isolated(label, 60));
  const actions = actionsFor({ contribution, explanation, name, extension, strings, onDone });
  const run = async (action: Action) => {
    setWorking(true);
    onDone(await action.run());
    setWorking(false);
  };
  return (
    <ul class="controls">
      {actions.map((action) => (
        <ControlLine key={action.name} action={action} isDisabled={isWorking} onRun={() => void run(action)} />
      ))}
    </ul>
  );
}
