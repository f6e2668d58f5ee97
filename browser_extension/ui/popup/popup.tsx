// The small view behind the toolbar button: the same state in short, and the way to the panel.
import type { PanelState } from "../../contract/messages";
import type { ImpressionSummary } from "../../contract/payloads";
import { useExtension } from "../extension";
import { AdCard } from "../panel/ad-card";
import { Evidence } from "../panel/evidence";
import { HealthAlone, HealthHeader, isHealthAlone } from "../panel/health-header";
import { StoreLabel } from "../panel/panel";
import { ProblemNote } from "../panel/problem-note";
import { useFocusedAd } from "../panel/use-focused-ad";
import { VerdictChip } from "../panel/verdict-chip";
import { useStrings } from "../strings";
import { usePanelState } from "../use-panel-state";
import { plainLine } from "../words/isolate";
import { pageSummary } from "../words/page-summary";

const SHOWN = 4; // browsers cut popups at 600 px; four ads and the header fit

export function Popup() {
  const strings = useStrings();
  const extension = useExtension();
  const { state, problem, reload } = usePanelState();
  return (
    <div class="popup">
      {state?.store_label && <StoreLabel label={state.store_label} />}
      {state && <HealthHeader state={state} onChanged={reload} />}
      <main class="popup__main">
        {problem && <ProblemNote problem={problem} onRetry={reload} />}
        {!state && !problem && <p class="soft">{strings.panel.loading}</p>}
        {state && isHealthAlone(state) && <HealthAlone state={state} onChanged={reload} />}
        {state && <PopupAds state={state} />}
        <button
          type="button"
          class={state && isHealthAlone(state) ? "button" : "button button--main"}
          id="open-panel"
          onClick={extension.openPanel}>
          {strings.popup.openPanel}
        </button>
      </main>
    </div>
  );
}

/** Where a click on an ad's mark cannot open the panel, as in Firefox, this popup stands in for it at that ad. */
function PopupAds({ state }: { state: PanelState }) {
  const { panel } = useStrings();
  const focused = useFocusedAd(state);
  const ad = state.ads.find(({ id }) => id === focused.id);
  if (ad)
    return (
      <section>
        <h2 class="heard-only">{panel.adsHere}</h2>
        <AdCard ad={ad} focusTurn={focused.turn} />
      </section>
    );
  return <AdLines ads={state.ads} isRecording={state.health.state === "recording"} />;
}

function AdLines({ ads, isRecording }: { ads: ImpressionSummary[]; isRecording: boolean }) {
  const strings = useStrings();
  if (ads.length === 0) return isRecording ? <p class="soft">{strings.panel.noAds}</p> : null;
  return (
    <>
      <p class="soft">{pageSummary(ads, strings)}</p>
      <ul class="popup__ads">
        {ads.slice(0, SHOWN).map((ad) => (
          <li key={ad.id}>
            <p class="popup__ad">
              <strong>
                <bdi>{plainLine(ad.advertiser, 40) || strings.card.unknownAdvertiser}</bdi>
              </strong>
              <VerdictChip verdict={ad.verdict} />
            </p>
            <p class="small">
              <bdi>{plainLine(ad.sentence, 300)}</bdi> <Evidence tier={ad.tier} />
            </p>
          </li>
        ))}
      </ul>
      {ads.length > SHOWN && <p class="small soft">{strings.popup.more(ads.length - SHOWN)}</p>}
    </>
  );
}
