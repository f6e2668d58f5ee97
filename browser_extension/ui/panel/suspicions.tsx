// Ask it yourself: pick a suspicion, get a straight answer with its evidence and tier, tested by leaving it out.
import { useEffect, useId, useState } from "preact/hooks";
import type { Explanation, WhatIfResponse } from "../../contract/payloads";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";
import { rescored, withoutSuspected } from "../words/rescored";
import { answerTo, choicesFor, SUSPICIONS, type SuspicionAnswer, type SuspicionKind } from "../words/suspicion";
import { Evidence } from "./evidence";
import { VisitLines } from "./visits-list";
import { WhatIfNote } from "./what-if";

const LONGEST_QUESTION = 200; // letters

export function Suspicions({ explanation }: { explanation: Explanation }) {
  const { suspicion } = useStrings().aboutYou;
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
      {(kind === "search" || kind === "shop") && (
        <Choice key={kind} kind={kind} choices={choicesFor(kind, explanation)} onChoose={setChoice} />
      )}
      <div role="status">
        {kind && <Answer key={`${kind} ${choice}`} kind={kind} choice={choice} explanation={explanation} />}
      </div>
    </div>
  );
}

interface ChoiceProps {
  kind: "search" | "shop";
  choices: string[];
  onChoose: (choice: string) => void;
}

/** A search or site in the person's own words; those that stand behind the ad are offered. */
function Choice({ kind, choices, onChoose }: ChoiceProps) {
  const { suspicion } = useStrings().aboutYou;
  const [text, setText] = useState("");
  const id = useId();
  const ask = (event: Event) => {
    event.preventDefault();
    onChoose(text);
  };
  return (
    <form class="suspicions__which" onSubmit={ask}>
      <label for={id}>{suspicion.which[kind]}</label>
      <span class="row">
        <input
          id={id}
          list={`${id}-list`}
          maxLength={LONGEST_QUESTION}
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {suspicion.ask}
        </button>
      </span>
      <datalist id={`${id}-list`}>
        {choices.map((one) => (
          <option key={one} value={plainLine(one, LONGEST_QUESTION)} />
        ))}
      </datalist>
    </form>
  );
}

interface AnswerProps {
  kind: SuspicionKind;
  choice: string | null;
  explanation: Explanation;
}

function Answer({ kind, choice, explanation }: AnswerProps) {
  const strings = useStrings();
  const extension = useExtension();
  const [test, setTest] = useState<WhatIfResponse | null>(null);
  const found = answerTo(kind, choice, explanation, strings);
  useEffect(() => {
    const without = withoutSuspected(kind, choice, found);
    if (without.length === 0) return;
    const request = { impression_id: explanation.impression.id, without };
    // An answer without its test is still an answer: the service may be away, or may not know the site.
    void extension.ask("panel.what_if", request).then((answer) => setTest(answer.ok ? answer.value : null));
  }, []);
  const answer = test ? rescored(found, test, strings) : found;
  const isTested = test !== null && answer.verdict !== "no";
  return (
    <>
      <AnswerNote answer={answer} />
      {isTested && <WhatIfNote answer={test} explanation={explanation} />}
    </>
  );
}

function AnswerNote({ answer }: { answer: SuspicionAnswer }) {
  const { aboutYou } = useStrings();
  return (
    <div class={`answer answer--${answer.verdict}`}>
      <p>
        <strong>{aboutYou.suspicion.verdict[answer.verdict]}.</strong> {answer.sentences.join(" ")}{" "}
        <Evidence tier={answer.tier} />
      </p>
      {answer.visits.length > 0 && <VisitLines visits={answer.visits} none="" />}
    </div>
  );
}
