import type { ImpressionSummary } from "../../contract/payloads";
import { adShape } from "../drawing/ad-shape";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";

/** In a smaller box no word could be made out. */
const ROOM_FOR_WORDS = { width: 30, height: 18 } as const; // px

/**
 * The ad in small, made of its proportions and its own words, so that it is found again beside the page. Never its
 * picture: Whyad keeps none.
 */
export function AdBox({ ad }: { ad: ImpressionSummary }) {
  const { card } = useStrings();
  const { width, height } = adShape(ad.width, ad.height);
  const hasRoom = width >= ROOM_FOR_WORDS.width && height >= ROOM_FOR_WORDS.height;
  const words = hasRoom ? plainLine(ad.text, 120) : "";
  return (
    <span
      class="ad-box"
      role="img"
      aria-label={card.shape(ad.width, ad.height)}
      style={{ inlineSize: `${width}px`, blockSize: `${height}px` }}
    >
      {words === "" ? (
        <span class="ad-box__blank" />
      ) : (
        <bdi class="ad-box__words" aria-hidden="true">
          {words}
        </bdi>
      )}
    </span>
  );
}
