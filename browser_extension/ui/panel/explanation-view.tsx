// Why, then proof, then what would change it, what is stated, and how sure this is.
import { useState } from "preact/hooks";
import type { Explanation } from "../../contract/payloads";
import { restOf, totalLift } from "../drawing/contribution-rest";
import { sharedScale } from "../drawing/bar-geometry";
import { useStrings } from "../strings";
import { intervalWords } from "../words/figures";
import { plainLine } from "../words/isolate";
import { PageClaims } from "./behind/page-claims";
import { WhoIsBehind } from "./behind/who-is-behind";
import { Axis, LiftBar, type LiftBarProps } from "./lift-bar";
import { CampaignKinds } from "./campaign-kinds";
import { ContributionRow } from "./contribution-row";
import { Fold } from "./fold";
import { causeKey } from "./cause-key";
import { StatedList } from "./stated-list";
import { Suspicions } from "./suspicions";
import type { Notices } from "./use-notices";
import { WhatIf } from "./what-if";

export interface ExplanationProps {
  explanation: Explanation;
  notices: Notices;
  onExplainAgain: () => void;
}

export function ExplanationView(props: ExplanationProps) {
  const { explanation, notices } = props;
  const strings = useStrings();
  const [isAsked, setAsked] = useState(false);
  return (
    <div class="why">
      {notices.isStale && <p class="why__stale small">{strings.done.stale}</p>}
      <WhatMovedIt {...props} />
      <Fold title={strings.aboutYou.suspicion.title}>
        <Suspicions explanation={explanation} />
      </Fold>
      <Fold title={strings.behind.title}>
        <WhoIsBehind behind={explanation.behind} />
      </Fold>
      <Fold title={strings.counterfactual.title} onOpen={() => setAsked(true)}>
        <WhatIf explanation={explanation} isAsked={isAsked} />
      </Fold>
      <Fold title={strings.stated.title}>
        <StatedList stated={explanation.stated} />
        <PageClaims behind={explanation.behind} />
      </Fold>
      <Fold title={strings.campaign.title}>
        <CampaignKinds explanation={explanation} />
      </Fold>
      <Fold title={strings.sure.title}>
        <HowSure explanation={explanation} />
      </Fold>
    </div>
  );
}

function WhatMovedIt({ explanation, notices, onExplainAgain }: ExplanationProps) {
  const { why, card } = useStrings();
  const { contributions, impression } = explanation;
  const total = totalLift(explanation);
  const rest = restOf(explanation);
  const scale = sharedScale([...contributions, total, ...(rest ? [rest] : [])]);
  const id = `moved-${impression.id}`;
  return (
    <section aria-labelledby={id}>
      <h4 id={id}>{why.title}</h4>
      {card.calm[explanation.verdict] && <p>{card.calm[explanation.verdict]}</p>}
      {contributions.length === 0 && <p class="small">{why.nothing}</p>}
      <p class="why__compared small soft">{why.compared}</p>
      <Axis scale={scale} />
      <ul class="causes">
        {contributions.map((contribution) => (
          <ContributionRow
            key={causeKey(contribution.cause)}
            contribution={contribution}
            explanation={explanation}
            scale={scale}
            notices={notices}
            onExplainAgain={onExplainAgain}
          />
        ))}
      </ul>
      {rest && <SumRow name={why.rest} remark={why.restRemark} lift={rest} scale={scale} tone="rest" />}
      <SumRow name={why.total} remark={why.totalRemark} lift={total} scale={scale} tone="total" />
    </section>
  );
}

function SumRow({ name, remark, ...bar }: Pick<LiftBarProps, "name" | "lift" | "scale" | "tone"> & { remark: string }) {
  const { why, locale } = useStrings();
  return (
    <div class={`sum sum--${bar.tone}`}>
      <LiftBar name={name} {...bar}>
        {name}
        <span class="cause__remarks small soft">
          {bar.tone === "total" ? `${remark} · ${intervalWords(bar.lift, why, locale)}` : remark}
        </span>
      </LiftBar>
    </div>
  );
}

/** More than this and the parts do not add up to the whole as they should (DESIGN promises 1e-4). */
const GAP_WORTH_TELLING = 0.01;

function HowSure({ explanation }: { explanation: Explanation }) {
  const { sure, tier, locale } = useStrings();
  const gap = Math.abs(explanation.fidelity);
  return (
    <ul class="lines">
      <li>{tier[explanation.tier].meaning}</li>
      {explanation.caveats.map((caveat) => (
        <li key={caveat}>
          <bdi>{plainLine(caveat, 300)}</bdi>
        </li>
      ))}
      {gap > GAP_WORTH_TELLING && <li>{sure.gap(gap.toLocaleString(locale, { maximumSignificantDigits: 2 }))}</li>}
      <li class="soft">{sure.model(plainLine(explanation.model_id, 60))}</li>
    </ul>
  );
}
