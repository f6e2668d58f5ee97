// One ad: drawn box, advertiser, first words, one sentence, verdict. Opens to why, proof and control.
import type { Ref } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ImpressionSummary } from "../../contract/payloads";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";
import { isQuiet } from "../words/page-summary";
import { AdBox } from "./ad-box";
import { Chevron } from "./chevron";
import { Evidence } from "./evidence";
import { ExplanationView } from "./explanation-view";
import { NoticeNote } from "./notice-note";
import { ProblemNote } from "./problem-note";
import { useExplanation } from "./use-explanation";
import { useNotices } from "./use-notices";
import { VerdictChip } from "./verdict-chip";

interface AdCardProps {
  ad: ImpressionSummary;
  /** Above 0 once the ad's mark in the page was clicked; every further click raises it. */
  focusTurn?: number;
}

export function AdCard({ ad, focusTurn = 0 }: AdCardProps) {
  const [isOpen, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusTurn === 0) return;
    setOpen(true);
    toggle.current?.closest("article")?.scrollIntoView({ block: "start" });
    toggle.current?.focus({ preventScroll: true });
  }, [focusTurn]);
  const notices = useNotices();
  const view = useExplanation(ad, isOpen, notices.isStale);
  const explainAgain = () => {
    notices.settle();
    view.reload();
  };
  return (
    <article class={isQuiet(ad.verdict) ? "card card--quiet" : "card"} aria-labelledby={`ad-${ad.id}`}>
      <CardHead ad={ad} isOpen={isOpen} toggle={toggle} onToggle={() => setOpen(!isOpen)} />
      {isOpen && (
        <div class="card__body" id={`why-${ad.id}`}>
          {notices.onCard.map((notice) => (
            <NoticeNote key={notice.text} notice={notice} onExplainAgain={notices.isStale ? explainAgain : null} />
          ))}
          {view.problem && <ProblemNote problem={view.problem} onRetry={view.reload} />}
          {view.explanation ? (
            <ExplanationView explanation={view.explanation} notices={notices} onExplainAgain={explainAgain} />
          ) : (
            !view.problem && <Loading />
          )}
        </div>
      )}
    </article>
  );
}

function Loading() {
  const { card } = useStrings();
  return (
    <p class="soft small" role="status">
      {card.loading}
    </p>
  );
}

interface CardHeadProps {
  ad: ImpressionSummary;
  isOpen: boolean;
  toggle: Ref<HTMLButtonElement>;
  onToggle: () => void;
}

function CardHead({ ad, isOpen, toggle, onToggle }: CardHeadProps) {
  const { card } = useStrings();
  return (
    <div class="card__head">
      <div class="card__ad">
        <div class="card__box">
          <AdBox ad={ad} />
        </div>
        <div class="card__names">
          <h3 id={`ad-${ad.id}`}>
            <bdi>{plainLine(ad.advertiser, 60) || card.unknownAdvertiser}</bdi>
          </h3>
          <p class="card__text small soft">
            <bdi>{plainLine(ad.text) || card.noText}</bdi>
          </p>
        </div>
      </div>
      <p class="card__sentence">
        <bdi>{plainLine(ad.sentence, 300)}</bdi>
      </p>
      <div class="card__foot">
        <div class="card__verdict">
          <VerdictChip verdict={ad.verdict} />
          <Evidence tier={ad.tier} />
        </div>
        <button
          type="button"
          ref={toggle}
          class="card__toggle"
          aria-expanded={isOpen}
          aria-controls={`why-${ad.id}`}
          aria-describedby={`ad-${ad.id}`}
          onClick={onToggle}
        >
          {isOpen ? card.close : card.open}
          <Chevron isOpen={isOpen} />
        </button>
      </div>
    </div>
  );
}
