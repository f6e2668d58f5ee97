// The top of the panel: is Whyad working here, and if not, the one thing to do.
import { useState } from "preact/hooks";
import type { PanelState, Problem } from "../../contract/messages";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { type HealthView, healthView } from "../words/health-view";
import { Mark } from "./mark";
import { ProblemNote } from "./problem-note";

interface HealthProps {
  state: PanelState;
  onChanged: () => void;
}

/** Nothing but health to speak of: then the words fill the page instead of its top. */
export const isHealthAlone = ({ ads, health }: PanelState): boolean => ads.length === 0 && health.state !== "recording";

export function HealthHeader({ state, onChanged }: HealthProps) {
  const strings = useStrings();
  const view = healthView(state, new Date(), strings);
  const isBrief = isHealthAlone(state);
  return (
    <header class={`health health--${view.tone}`}>
      <div class="health__line">
        <Mark />
        <h1 class="health__name">{strings.name}</h1>
        <p class="health__title" role="status">
          <span class="health__dot" aria-hidden="true" />
          {view.title}
        </p>
        {!isBrief && <HealthButton view={view} state={state} onChanged={onChanged} />}
      </div>
      {!isBrief && <HealthWords view={view} />}
    </header>
  );
}

/** The same words as the page's own content. */
export function HealthAlone({ state, onChanged }: HealthProps) {
  const view = healthView(state, new Date(), useStrings());
  return (
    <div class="health-alone">
      <HealthWords view={view} />
      <HealthButton view={view} state={state} onChanged={onChanged} />
    </div>
  );
}

function HealthWords({ view }: { view: HealthView }) {
  return (
    <>
      <p class="health__meaning">{view.meaning}</p>
      {view.todo && <p class="health__todo">{view.todo}</p>}
      {view.queue.map((sentence) => (
        <p key={sentence} class="health__queue">
          {sentence}
        </p>
      ))}
    </>
  );
}

function HealthButton({ view, state, onChanged }: HealthProps & { view: HealthView }) {
  const { panel } = useStrings();
  const extension = useExtension();
  const [problem, setProblem] = useState<Problem | null>(null);
  const setPaused = async (paused: boolean) => {
    const answer = await extension.ask("panel.pause_site", { domain: state.page.domain, paused });
    setProblem(answer.ok ? null : answer.problem);
    onChanged();
  };
  if (problem) return <ProblemNote problem={problem} />;
  if (view.action === "options")
    return <ActionButton name={panel.openOptions} isMain onClick={extension.openOptions} />;
  if (view.action === "resume")
    return <ActionButton name={panel.resume} isMain onClick={() => void setPaused(false)} />;
  if (view.action === "pause") return <ActionButton name={panel.pause} onClick={() => void setPaused(true)} />;
  return null;
}

function ActionButton({ name, isMain = false, onClick }: { name: string; isMain?: boolean; onClick: () => void }) {
  return (
    <button type="button" class={isMain ? "button button--main" : "button"} onClick={onClick}>
      {name}
    </button>
  );
}
