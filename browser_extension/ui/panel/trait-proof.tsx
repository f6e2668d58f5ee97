// Behind one trait: its visits with their words and companies, and the controls.
import { useState } from "preact/hooks";
import type { ProvenanceResponse, TraitItem } from "../../contract/payloads";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { useAnswer } from "../use-answer";
import { isolated } from "../words/isolate";
import { visitsBehind } from "../words/visits-behind";
import type { Action } from "./cause-actions";
import { ControlLine } from "./control-line";
import { ProblemNote } from "./problem-note";
import { traitActions } from "./trait-actions";
import type { Notice } from "./use-notices";
import { VisitLines } from "./visits-list";

interface TraitProofProps {
  trait: TraitItem;
  onDone: (notice: Notice) => void;
}

export function TraitProof({ trait, onDone }: TraitProofProps) {
  const strings = useStrings();
  const extension = useExtension();
  const [isWorking, setWorking] = useState(false);
  const { value, problem, reload } = useAnswer("panel.provenance", { trait_id: trait.id });
  const name = strings.quoted(isolated(trait.label, 60));
  const run = async (action: Action) => {
    setWorking(true);
    onDone(await action.run());
    setWorking(false);
  };
  return (
    <>
      <h3 class="small">{strings.aboutYou.traits.open(name)}</h3>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {value && <VisitLines visits={visitsBehind(value.evidence)} none={strings.proof.visitsNone} />}
      {value && <Companies evidence={value.evidence} />}
      <ul class="controls">
        {traitActions({ trait, name, extension, strings }).map((action) => (
          <ControlLine key={action.name} action={action} isDisabled={isWorking} onRun={() => void run(action)} />
        ))}
      </ul>
    </>
  );
}

const MAX_COMPANIES = 12; // names; pages with fifty trackers are common

function Companies({ evidence }: { evidence: ProvenanceResponse["evidence"] }) {
  const { aboutYou } = useStrings();
  const names = [...new Set(evidence.flatMap(({ companies }) => companies))];
  if (names.length === 0) return null;
  const shown = names.slice(0, MAX_COMPANIES).map((name) => isolated(name, 60));
  const rest = names.length > MAX_COMPANIES ? [`+${names.length - MAX_COMPANIES}`] : [];
  return <p class="small soft">{aboutYou.traits.companies([...shown, ...rest].join(", "))}</p>;
}
