import type { Explanation } from "../../contract/payloads";
import { useStrings } from "../strings";
import { campaignKinds } from "../words/campaign-kinds";
import { moment } from "../words/times";

/** How the campaign seems to choose people, in words with a small bar each. */
export function CampaignKinds({ explanation }: { explanation: Explanation }) {
  const strings = useStrings();
  const { campaign, kinds } = explanation;
  const { lines, rest } = campaignKinds(kinds, strings);
  const since = moment(campaign.first_seen, new Date(), strings.locale);
  return (
    <>
      <ul class="kinds">
        {lines.map(({ kind, name, probability, words }) => (
          <li key={kind}>
            <span>{name}</span>
            <span class="soft small">{words}</span>
            <span class="kinds__share" aria-hidden="true">
              <span style={{ inlineSize: `${(probability * 100).toFixed(0)}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <p class="small soft">{strings.campaign.hardly(rest.map((name) => name.toLowerCase()).join("; "))}</p>
      )}
      <p class="small soft">{strings.campaign.seen(campaign.impressions, campaign.sites, since)}</p>
    </>
  );
}
