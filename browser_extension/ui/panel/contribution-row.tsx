// One cause: its bar, and one click further its sentence, visits, companies and controls.
import { useState } from "preact/hooks";
import type { ContributionItem, Explanation } from "../../contract/payloads";
import type { Scale } from "../drawing/bar-geometry";
import { useStrings } from "../strings";
import { intervalWords, mayBeNothing } from "../words/figures";
import { plainLine } from "../words/isolate";
import { causeKey } from "./cause-key";
import { Chevron } from "./chevron";
import { Controls } from "./controls";
import { Evidence } from "./evidence";
import { KnowersList } from "./knowers-list";
import { LiftBar } from "./lift-bar";
import { NoticeNote } from "./notice-note";
import type { Notices } from "./use-notices";
import { VisitsList } from "./visits-list";

export interface ContributionRowProps {
  contribution: ContributionItem;
  explanation: Explanation;
  scale: Scale;
  notices: Notices;
  onExplainAgain: () => void;
}

export function ContributionRow(props: ContributionRowProps) {
  const { contribution, explanation, scale } = props;
  const [isOpen, setOpen] = useState(false);
  const label = plainLine(contribution.cause.label, 80);
  const bodyId = `proof-${explanation.impression.id}-${causeKey(contribution.cause).replace(/\W+/gu, "-")}`;
  return (
    <li class="cause">
      <button
        type="button"
        class="cause__head"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={() => setOpen(!isOpen)}
      >
        <LiftBar
          name={label}
          lift={contribution}
          scale={scale}
          tone={contribution.reach === "unreachable" ? "unreached" : "cause"}
        >
          <Chevron isOpen={isOpen} />
          <bdi>{label}</bdi>
          <CauseRemarks contribution={contribution} />
        </LiftBar>
      </button>
      {isOpen && (
        <div class="cause__body" id={bodyId}>
          <Proof {...props} label={label} />
        </div>
      )}
    </li>
  );
}

function CauseRemarks({ contribution }: { contribution: ContributionItem }) {
  const { causeKind, why, locale } = useStrings();
  const { cause, reach } = contribution;
  const remarks = [
    causeKind[cause.kind],
    intervalWords(contribution, why, locale),
    cause.sensitive ? why.sensitive : "",
    contribution.stands_in_for.length > 0 ? why.standsIn : "",
    mayBeNothing(contribution) ? why.notSettled : "",
    reach === "unreachable" ? why.notReachable : "",
  ];
  return <span class="cause__remarks small soft">{remarks.filter(Boolean).join(" · ")}</span>;
}

/** What the visits behind it say besides: which other trait it may as well have been, what it could give away. */
function SharedVisits({ contribution: { twins, stands_in_for } }: { contribution: ContributionItem }) {
  const sentences = [...(twins ? [twins] : []), ...stands_in_for].map(({ sentence }) => plainLine(sentence, 300));
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} class="small">
          <bdi>{sentence}</bdi>
        </p>
      ))}
    </>
  );
}

function Proof({
  contribution,
  explanation,
  notices,
  onExplainAgain,
  label,
}: ContributionRowProps & { label: string }) {
  const { proof } = useStrings();
  const notice = notices.of(causeKey(contribution.cause));
  return (
    <>
      <p>
        <bdi>{plainLine(contribution.sentence, 300)}</bdi>{" "}
        <Evidence tier={contribution.tier} />
      </p>
      <SharedVisits contribution={contribution} />
      <VisitsList contribution={contribution} />
      <KnowersList contribution={contribution} />
      <h5>{proof.change}</h5>
      {notice ? (
        <NoticeNote key={notice.text} notice={notice} onExplainAgain={notice.makesStale ? onExplainAgain : null} />
      ) : (
        <Controls cause={contribution} explanation={explanation} label={label} onDone={notices.add} />
      )}
    </>
  );
}
