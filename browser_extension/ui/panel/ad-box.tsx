import type { ImpressionSummary } from "../../contract/payloads";
import { adShape } from "../drawing/ad-shape";
import { useStrings } from "../strings";

const LINE_HEIGHT = 6; // px between the strokes that stand for the ad's text
const MARGIN = 6; // px

/** The ad's outline in its own proportions, filled with strokes where its text would be. Never the ad's own picture. */
export function AdBox({ ad }: { ad: ImpressionSummary }) {
  const { card } = useStrings();
  const { width, height } = adShape(ad.width, ad.height);
  const strokes = Math.max(0, Math.min(4, Math.floor((height - 2 * MARGIN) / LINE_HEIGHT)));
  return (
    <svg class="ad-box" width={width} height={height} role="img" aria-label={card.shape(ad.width, ad.height)}>
      <rect class="ad-box__edge" x="0.5" y="0.5" width={width - 1} height={height - 1} rx="2" />
      {width > 3 * MARGIN &&
        Array.from({ length: strokes }, (_, index) => (
          <rect
            key={index}
            class={index === 0 ? "ad-box__head" : "ad-box__stroke"}
            x={MARGIN}
            y={MARGIN + index * LINE_HEIGHT}
            width={(width - 2 * MARGIN) * (index === strokes - 1 && index > 0 ? 0.6 : 1)}
            height={index === 0 ? 3 : 2}
          />
        ))}
    </svg>
  );
}
