import type { Verdict } from "../../contract/payloads";
import { useStrings } from "../strings";

/** One small sign for each verdict, so that no meaning rests on colour alone. */
const SIGNS: Record<Verdict, string> = {
  about_you: "M6 1.2a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8ZM1.6 11c.3-2.6 2-4 4.4-4s4.1 1.4 4.4 4Z",
  about_the_page: "M2 1h5.5L10 3.5V11H2Zm1.6 4.2v1.1h4.8V5.2Zm0 2.4v1.1h4.8V7.6Z",
  about_the_moment:
    "M6 .8a4 4 0 0 1 4 4C10 7.6 6 11.4 6 11.4S2 7.6 2 4.8a4 4 0 0 1 4-4Zm0 2.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z",
  about_everyone:
    "M1.8 5a1.2 1.2 0 1 1 2.4 0 1.2 1.2 0 0 1-2.4 0Zm3 0a1.2 1.2 0 1 1 2.4 0 1.2 1.2 0 0 1-2.4 0Zm3 0" +
    "a1.2 1.2 0 1 1 2.4 0 1.2 1.2 0 0 1-2.4 0ZM1 9.2h10v1H1Z",
  not_enough_evidence: "M2 5.5h2v1H2Zm3 0h2v1H5Zm3 0h2v1H8Z",
};

export function VerdictChip({ verdict }: { verdict: Verdict }) {
  const strings = useStrings();
  return (
    <span class={`chip chip--${verdict}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path fill="currentColor" fill-rule="evenodd" d={SIGNS[verdict]} />
      </svg>
      {strings.verdict[verdict]}
    </span>
  );
}
