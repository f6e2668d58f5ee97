// The smallest change of the verdict, and which ads known here would have stood there then. Asked for when looked at.
import type { AlternativesResponse } from "../../contract/payloads";
import { useStrings } from "../strings";
import { useAnswer } from "../use-answer";
import { shareWords } from "../words/figures";
import { isolated, plainLine } from "../words/isolate";
import { Evidence } from "./evidence";
import { ProblemNote } from "./problem-note";

export function Alternatives({ impressionId }: { impressionId: string }) {
  const { counterfactual } = useStrings();
  const { value, problem, reload } = useAnswer("panel.alternatives", { impression_id: impressionId });
  if (problem) return <ProblemNote problem={problem} onRetry={reload} />;
  if (!value) return <p class="small soft">{counterfactual.looking}</p>;
  return (
    <>
      <h5>{counterfactual.smallest}</h5>
      <SmallestChange change={value.smallest_change} tier={value.tier} />
      {value.instead && <AdsInstead instead={value.instead} tier={value.tier} />}
    </>
  );
}

type Tier = AlternativesResponse["tier"];

function SmallestChange({ change, tier }: { change: AlternativesResponse["smallest_change"]; tier: Tier }) {
  const { counterfactual } = useStrings();
  if (!change) return <p>{counterfactual.smallestNone}</p>;
  return (
    <>
      <Claim sentence={change.sentence} tier={tier} />
      <p class="small soft">{change.actionable ? counterfactual.canAct : counterfactual.cannotAct}</p>
    </>
  );
}

function AdsInstead({ instead, tier }: { instead: NonNullable<AlternativesResponse["instead"]>; tier: Tier }) {
  const { counterfactual, card, locale } = useStrings();
  const shares = (item: { share: number; share_without: number }) =>
    counterfactual.share(shareWords(item.share_without, locale), shareWords(item.share, locale));
  return (
    <>
      <h5>{counterfactual.instead}</h5>
      <Claim sentence={instead.sentence} tier={tier} />
      <ul class="lines">
        {instead.ads.map((ad) => (
          <li key={ad.impression_id}>
            <p>
              <bdi>{plainLine(ad.advertiser, 60) || card.unknownAdvertiser}</bdi>
              {ad.text && `: ${isolated(ad.text, 80)}`}
            </p>
            <p class="small soft">{shares(ad)}</p>
          </li>
        ))}
        <li>
          <p>{counterfactual.thisAd}</p>
          <p class="small soft">{shares(instead)}</p>
        </li>
      </ul>
      <p class="small soft">{counterfactual.amongKnown}</p>
    </>
  );
}

/** A sentence of the service with its evidence tier. */
function Claim({ sentence, tier }: { sentence: string; tier: Tier }) {
  return (
    <p>
      <bdi>{plainLine(sentence, 300)}</bdi> <Evidence tier={tier} />
    </p>
  );
}
