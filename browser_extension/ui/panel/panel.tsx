// The side panel: health first, then this page's ads as cards.
import { useState } from "preact/hooks";
import type { PanelState, Problem } from "../../contract/messages";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { usePanelState } from "../use-panel-state";
import { plainLine } from "../words/isolate";
import { pageSummary } from "../words/page-summary";
import { day } from "../words/times";
import { AdCard } from "./ad-card";
import { HealthAlone, HealthHeader, isHealthAlone } from "./health-header";
import { ProblemNote } from "./problem-note";
import { useFocusedAd } from "./use-focused-ad";

export function Panel() {
  const { panel } = useStrings();
  const { state, problem, reload } = usePanelState();
  return (
    <div class="panel">
      {state?.store_label && <StoreLabel label={state.store_label} />}
      {state ? <HealthHeader state={state} onChanged={reload} /> : <h1 class="heard-only">Whyad</h1>}
      <main class="panel__main">
        {problem && <ProblemNote problem={problem} onRetry={reload} />}
        {state ? (
          <PageAds state={state} onChanged={reload} />
        ) : (
          !problem && <p class="panel__empty soft">{panel.loading}</p>
        )}
      </main>
      <PanelFooter observedSince={state?.observed_since ?? null} />
    </div>
  );
}

export function StoreLabel({ label }: { label: string }) {
  const { panel } = useStrings();
  return (
    <aside class="store-label" aria-label={panel.storeLabel}>
      <bdi>{plainLine(label)}</bdi>
    </aside>
  );
}

function PageAds({ state, onChanged }: { state: PanelState; onChanged: () => void }) {
  const strings = useStrings();
  const focused = useFocusedAd(state);
  if (state.ads.length === 0) return <NoAds state={state} onChanged={onChanged} />;
  return (
    <section aria-labelledby="ads-here">
      <h2 id="ads-here" class="heard-only">
        {strings.panel.adsHere}
      </h2>
      <p class="panel__summary" role="status">
        {pageSummary(state.ads, strings)}
      </p>
      <ul class="cards">
        {state.ads.map((ad) => (
          <li key={ad.id}>
            <AdCard ad={ad} focusTurn={ad.id === focused.id ? focused.turn : 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing to list: ads may still come, or health says why none will. */
function NoAds({ state, onChanged }: { state: PanelState; onChanged: () => void }) {
  const { panel } = useStrings();
  if (isHealthAlone(state)) return <HealthAlone state={state} onChanged={onChanged} />;
  return (
    <div class="panel__empty">
      <h2>{panel.noAds}</h2>
      <p class="soft">{panel.noAdsHint}</p>
    </div>
  );
}

function PanelFooter({ observedSince }: { observedSince: string | null }) {
  const { panel, locale } = useStrings();
  const extension = useExtension();
  const [problem, setProblem] = useState<Problem | null>(null);
  const openDashboard = async () => {
    const answer = await extension.ask("panel.open_dashboard", {});
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <footer class="panel__footer small soft">
      {problem && <ProblemNote problem={problem} />}
      {observedSince && <p>{panel.watchingSince(day(observedSince, locale))}</p>}
      <p class="row">
        <button type="button" class="button button--plain" onClick={() => void openDashboard()}>
          {panel.openDashboard}
        </button>
        <button type="button" class="button button--plain" onClick={extension.openOptions}>
          {panel.options}
        </button>
      </p>
    </footer>
  );
}
