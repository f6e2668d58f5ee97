// First run: what Whyad does, keeps and cannot know, and three ways to begin. Read in under a minute, by test.
import { useState } from "preact/hooks";
import type { StartChoice } from "../../contract/messages";
import { useExtension } from "../extension";
import { Mark } from "../panel/mark";
import { SampleTour } from "../sample/sample-tour";
import { useStrings } from "../strings";

const CHOICES = [
  ["record", "record"],
  ["record_without_sensitive", "careful"],
  ["look_around", "look"],
] as const;

export function StartPage() {
  const { start } = useStrings();
  const extension = useExtension();
  const [chosen, setChosen] = useState<StartChoice | null>(null);
  const choose = (choice: StartChoice) => {
    setChosen(choice);
    void extension.ask("start.choose", { choice });
  };
  if (chosen === "look_around") return <SampleTour onEnd={() => setChosen(null)} />;
  return (
    <main class="start">
      <h1 class="start__title">
        <Mark />
        {start.title}
      </h1>
      <dl class="start__facts">
        <Fact name={start.does} text={start.doesText} />
        <Fact name={start.keeps} text={start.keepsText} />
        <Fact name={start.cannot} text={start.cannotText} />
      </dl>
      <h2>{start.choose}</h2>
      <ul class="start__choices">
        {CHOICES.map(([choice, words]) => (
          <li key={choice}>
            <button type="button" class="start__choice" aria-pressed={choice === chosen} onClick={() => choose(choice)}>
              <strong>{start[words].name}</strong>
              <span class="small soft">{start[words].hint}</span>
            </button>
          </li>
        ))}
      </ul>
      <div role="status">{chosen && <NextStep onOptions={extension.openOptions} />}</div>
      <p class="small soft">{start.change}</p>
    </main>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function NextStep({ onOptions }: { onOptions: () => void }) {
  const { start } = useStrings();
  return (
    <div class="notice">
      <p>
        <strong>{start.next}</strong>
      </p>
      <ol class="start__steps">
        {start.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <button type="button" class="button button--main" onClick={onOptions}>
        {start.toOptions}
      </button>
    </div>
  );
}
