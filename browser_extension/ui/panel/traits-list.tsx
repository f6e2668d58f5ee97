// What is inferred about the person: each trait with its strength, the visits behind it, and what can be done about it.
import { useState } from "preact/hooks";
import type { TraitItem } from "../../contract/payloads";
import { useStrings } from "../strings";
import { useAnswer } from "../use-answer";
import { plainLine } from "../words/isolate";
import { day } from "../words/times";
import { Chevron } from "./chevron";
import { Level } from "./level";
import { NoticeNote } from "./notice-note";
import { ProblemNote } from "./problem-note";
import { TraitProof } from "./trait-proof";
import type { Notice } from "./use-notices";

export function TraitsList() {
  const { aboutYou, panel } = useStrings();
  const { value, problem, reload } = useAnswer("panel.traits", {});
  const [notice, setNotice] = useState<Notice | null>(null);
  const onDone = (done: Notice) => {
    setNotice(done);
    reload();
  };
  return (
    <section aria-label={panel.view.you}>
      <h2 class="heard-only">{panel.view.you}</h2>
      <p class="soft">{aboutYou.traits.intro}</p>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {notice && <NoticeNote key={notice.text} notice={notice} onExplainAgain={null} />}
      {!value && !problem && <p class="soft">{aboutYou.traits.loading}</p>}
      {value?.traits.length === 0 && <p>{aboutYou.traits.none}</p>}
      <ul class="traits">
        {value?.traits.map((trait) => (
          <TraitRow key={`${trait.id} ${trait.kind}`} trait={trait} onDone={onDone} />
        ))}
      </ul>
    </section>
  );
}

function TraitRow({ trait, onDone }: { trait: TraitItem; onDone: (notice: Notice) => void }) {
  const { aboutYou, causeKind, locale } = useStrings();
  const [isOpen, setOpen] = useState(false);
  const bodyId = `trait-${trait.id.replace(/\W+/gu, "-")}-${trait.kind}`;
  return (
    <li class={trait.correction === "none" ? "trait" : "trait trait--corrected"}>
      <button
        type="button"
        class="trait__head"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="trait__line">
          <span>
            <Chevron isOpen={isOpen} /> <bdi class="trait__name">{plainLine(trait.label, 80)}</bdi>
          </span>
          <Level level={trait.level} />
        </span>
        <span class="small soft">
          {causeKind[trait.kind]} · {aboutYou.traits.line(trait.visits, day(trait.last_seen, locale))}
        </span>
        {trait.correction !== "none" && <strong class="small">{aboutYou.traits.corrected[trait.correction]}</strong>}
      </button>
      {isOpen && (
        <div class="trait__body" id={bodyId}>
          <TraitProof trait={trait} onDone={onDone} />
        </div>
      )}
    </li>
  );
}
