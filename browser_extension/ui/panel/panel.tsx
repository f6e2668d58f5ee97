// The side panel: health first, then this page's ads as cards.
import { useEffect, useState } from "preact/hooks";
import type { HealthState, PanelState, Problem } from "../../contract/messages";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { usePanelState } from "../use-panel-state";
import { plainLine } from "../words/isolate";
import { day } from "../words/times";
import { HealthAlone, HealthHeader, isHealthAlone } from "./health-header";
import { ProblemNote } from "./problem-note";
import { AdList, TodayList } from "./today-list";
import { TraitsList } from "./traits-list";
import { useFocusedAd } from "./use-focused-ad";
import { tabId, type View, VIEW_PANEL_ID, Views } from "./views";

/** While the service answers, there is more to see than this page. */
const SPEAKING: readonly HealthState[] = [
  "recording",
  "paused_here",
  "private_window",
  "not_recordable",
  "opened_unpaired",
];

export function Panel() {
  const { panel } = useStrings();
  const { state, problem, reload } = usePanelState();
  const [view, setView] = useState<View>("page");
  const focusedAd = state?.focus_ad;
  useEffect(() => {
    if (focusedAd) setView("page");
  }, [focusedAd]);
  const hasViews = state !== null && SPEAKING.includes(state.health.state);
  const shown = hasViews ? view : "page";
  return (
    <div class="panel">
      {state?.store_label && <StoreLabel label={state.store_label} />}
      {state ? <HealthHeader state={state} onChanged={reload} /> : <h1 class="heard-only">Whyad</h1>}
      <main class="panel__page">
        {hasViews && <Views shown={shown} onShow={setView} />}
        <div class="panel__main">
          {problem && <ProblemNote problem={problem} onRetry={reload} />}
          {!state && !problem && <p class="panel__empty soft">{panel.loading}</p>}
          {state && (
            <div {...(hasViews ? { id: VIEW_PANEL_ID, role: "tabpanel", "aria-labelledby": tabId(shown) } : {})}>
              {shown === "page" && <PageAds state={state} onChanged={reload} />}
              {shown === "today" && <TodayList />}
              {shown === "you" && <TraitsList />}
            </div>
          )}
        </div>
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
  const { panel } = useStrings();
  const focused = useFocusedAd(state);
  if (state.ads.length === 0) return <NoAds state={state} onChanged={onChanged} />;
  return <AdList ads={state.ads} label={panel.adsHere} focused={focused} />;
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
