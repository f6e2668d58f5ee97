// What would change it: what the explanation already tells, and any of its parts taken away on demand.
import { useState } from "preact/hooks";
import type { Problem } from "../../contract/messages";
import type { Explanation, WhatIfResponse, WithoutItem } from "../../contract/payloads";
import { totalLift } from "../drawing/contribution-rest";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { factorMark } from "../words/figures";
import { plainLine } from "../words/isolate";
import { isQuiet } from "../words/page-summary";
import { partsOf, type Part } from "../words/what-if-parts";
import { Alternatives } from "./alternatives";
import { Evidence } from "./evidence";
import { ProblemNote } from "./problem-note";

/**
 * Of an ad that is not about the person, only what would make it so is told: that it stays as it is needs no list.
 * Alternatives cost more than the explanation itself, so they wait until somebody looks.
 */
export function WhatIf({ explanation, isAsked }: { explanation: Explanation; isAsked: boolean }) {
  const { counterfactual } = useStrings();
  const isAboutSomething = !isQuiet(explanation.verdict);
  const told = explanation.counterfactuals.filter(({ verdict }) => isAboutSomething || verdict !== explanation.verdict);
  return (
    <>
      {told.length === 0 && <p>{counterfactual.none}</p>}
      <ul class="lines">
        {told.map((item) => (
          <li key={`${item.without_kind} ${item.cause_kind} ${item.without_id}`}>
            <bdi>{plainLine(item.sentence, 300)}</bdi> <Evidence tier={explanation.tier} />
          </li>
        ))}
      </ul>
      {isAsked && isAboutSomething && (
        <Alternatives key={explanation.impression.id} impressionId={explanation.impression.id} />
      )}
      <TryIt explanation={explanation} />
    </>
  );
}

function TryIt({ explanation }: { explanation: Explanation }) {
  const strings = useStrings();
  const extension = useExtension();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [answer, setAnswer] = useState<WhatIfResponse | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const parts = partsOf(explanation, strings);
  const choose = async (key: string, isOn: boolean) => {
    const keys = isOn ? [...chosen, key] : chosen.filter((one) => one !== key);
    setChosen(keys);
    const without: WithoutItem[] = parts.filter((part) => keys.includes(part.key)).map(({ item }) => item);
    if (without.length === 0) return setAnswer(null);
    const found = await extension.ask("panel.what_if", { impression_id: explanation.impression.id, without });
    setAnswer(found.ok ? found.value : null);
    setProblem(found.ok ? null : found.problem);
  };
  return (
    <fieldset class="try-it">
      <legend>{strings.counterfactual.tryIt}</legend>
      {parts.map((part) => (
        <PartLine key={part.key} part={part} isOn={chosen.includes(part.key)} onChange={choose} />
      ))}
      {problem && <ProblemNote problem={problem} />}
      <div role="status">{answer && <WhatIfNote answer={answer} explanation={explanation} />}</div>
    </fieldset>
  );
}

interface PartLineProps {
  part: Part;
  isOn: boolean;
  onChange: (key: string, isOn: boolean) => Promise<void>;
}

function PartLine({ part, isOn, onChange }: PartLineProps) {
  return (
    <label class="try-it__part">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => void onChange(part.key, event.currentTarget.checked)}
      />
      <span>{part.name}</span>
    </label>
  );
}

export function WhatIfNote({ answer, explanation }: { answer: WhatIfResponse; explanation: Explanation }) {
  const { counterfactual, locale } = useStrings();
  const before = factorMark(totalLift(explanation).factor, locale);
  const after = factorMark(Math.exp(answer.after.lift.log_odds - explanation.stranger_lift), locale);
  return (
    <div class="answer">
      <p>
        <bdi>{plainLine(answer.sentence, 300)}</bdi>{" "}
        <span class="small soft">{counterfactual.figures(before, after)}</span> <Evidence tier={answer.tier} />
      </p>
    </div>
  );
}
