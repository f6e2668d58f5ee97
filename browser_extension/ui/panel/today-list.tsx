import type { ImpressionSummary } from "../../contract/payloads";
import { useStrings } from "../strings";
import { useAnswer } from "../use-answer";
import { pageSummary, wrongToExpect } from "../words/page-summary";
import { AdCard } from "./ad-card";
import { ProblemNote } from "./problem-note";

/** Every ad seen since midnight, latest first, on all pages. */
export function TodayList() {
  const strings = useStrings();
  const { value: ads, problem, reload } = useAnswer("panel.today", {});
  if (problem) return <ProblemNote problem={problem} onRetry={reload} />;
  if (!ads) return <p class="panel__empty soft">{strings.card.loading}</p>;
  if (ads.length === 0) return <p class="panel__empty soft">{strings.panel.noneToday}</p>;
  return <AdList ads={ads} label={strings.panel.view.today} focused={{ id: null, turn: 0 }} />;
}

interface AdListProps {
  ads: readonly ImpressionSummary[];
  label: string;
  focused: { id: string | null; turn: number };
}

export function AdList({ ads, label, focused }: AdListProps) {
  const strings = useStrings();
  const doubt = wrongToExpect(ads);
  return (
    <section aria-label={label}>
      <h2 class="heard-only">{label}</h2>
      <div class="panel__summary" role="status">
        <p>{pageSummary(ads, strings)}</p>
        {doubt && <p class="small">{strings.panel.wrongToExpect(doubt.wrong, doubt.of)}</p>}
      </div>
      <ul class="cards">
        {ads.map((ad) => (
          <li key={ad.id}>
            <AdCard ad={ad} focusTurn={ad.id === focused.id ? focused.turn : 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}
