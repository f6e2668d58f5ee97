// Ask it yourself: pick a suspicion, get a straight answer with its evidence and tier.
import { useState } from "preact/hooks";
import type { Explanation } from "../../contract/payloads";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";
import { answerTo, choicesFor, SUSPICIONS, type SuspicionAnswer, type SuspicionKind } from "../words/suspicion";
import { VisitLines } from "./visits-list";

export function Suspicions({ explanation }: { explanation: Explanation }) {
  const strings = useStrings();
  const { suspicion } = strings.aboutYou;
  const [kind, setKind] = useState<SuspicionKind | null>(null);
  const [choice, setChoice] = useState<string | null>(null);
  const pick = (next: SuspicionKind) => {
    setKind(next);
    setChoice(null);
  };
  return (
    <div class="suspicions">
      <p>{suspicion.intro}</p>
      <div class="suspicions__kinds">
        {SUSPICIONS.map((one) => (
          <button key={one} type="button" class="button" aria-pressed={one === kind} onClick={() => pick(one)}>
            {suspicion.kinds[one]}
          </button>
        ))}
      </div>
      {kind && <Choice kind={kind} choice={choice} choices={choicesFor(kind, explanation)} onChoose={setChoice} />}
      <div role="status">{kind && <AnswerNote answer={answerTo(kind, choice, explanation, strings)} />}</div>
    </div>
  );
}

interface ChoiceProps {
  kind: SuspicionKind;
  choice: string | null;
  choices: string[];
  onChoose: (choice: string | null) => void;
}

function Choice({ kind, choice, choices, onChoose }: ChoiceProps) {
  const { suspicion } = useStrings().aboutYou;
  if (choices.length === 0 || (kind !== "search" && kind !== "shop")) return null;
  return (
    <label class="suspicions__which">
      {suspicion.which[kind]}
      <select value={choice ?? ""} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">{suspicion.any}</option>
        {choices.map((one) => (
          <option key={one} value={one}>
            {plainLine(one, 60)}
          </option>
        ))}
      </select>
    </label>
  );
}

function AnswerNote({ answer }: { answer: SuspicionAnswer }) {
  const { aboutYou, card, tier } = useStrings();
  return (
    <div class={`answer answer--${answer.verdict}`}>
      <p>
        <strong>{aboutYou.suspicion.verdict[answer.verdict]}.</strong> {answer.sentences.join(" ")}{" "}
        <span class="small soft">
          {card.evidence} {tier[answer.tier].name}
        </span>
      </p>
      {answer.visits.length > 0 && <VisitLines visits={answer.visits} none="" />}
    </div>
  );
}
