import type { Tier } from "../../contract/payloads";
import { useStrings } from "../strings";

/** What kind of knowledge a sentence rests on; every sentence that claims something carries it. */
export function Evidence({ tier }: { tier: Tier }) {
  const { card, tier: tiers } = useStrings();
  return (
    <span class="small soft">
      {card.evidence} {tiers[tier].name}
    </span>
  );
}
