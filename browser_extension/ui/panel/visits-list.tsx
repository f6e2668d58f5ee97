import { useState } from "preact/hooks";
import type { ContributionItem } from "../../contract/payloads";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";
import { moment } from "../words/times";
import { type VisitBehind, visitsBehind } from "../words/visits-behind";

const SHOWN_FIRST = 4; // as many as fit beside the bar without scrolling at 320 px

/** The visits behind one cause: when, where, what, and the words that mattered. */
export function VisitsList({ contribution }: { contribution: ContributionItem }) {
  const { proof } = useStrings();
  const isPage = contribution.cause.kind === "page_context";
  return (
    <>
      <h5>{proof.visits}</h5>
      <VisitLines visits={visitsBehind(contribution.evidence)} none={isPage ? proof.visitsPage : proof.visitsNone} />
    </>
  );
}

/** Some visits, the first few at once; `none` is said where there are none. */
export function VisitLines({ visits, none }: { visits: readonly VisitBehind[]; none: string }) {
  const { proof } = useStrings();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? visits : visits.slice(0, SHOWN_FIRST);
  if (visits.length === 0) return <p class="soft">{none}</p>;
  return (
    <>
      <ul class="visits">
        {shown.map((visit) => (
          <VisitLine key={visit.visit_id} visit={visit} />
        ))}
      </ul>
      {shown.length < visits.length && (
        <button type="button" class="button button--plain" onClick={() => setShowsAll(true)}>
          {proof.moreVisits(visits.length - shown.length)}
        </button>
      )}
    </>
  );
}

function VisitLine({ visit }: { visit: VisitBehind }) {
  const { proof, source, locale } = useStrings();
  const sources = visit.sources.map((name) => source[name] ?? plainLine(name, 40).replaceAll("_", " "));
  return (
    <li>
      <p>
        <bdi>{plainLine(visit.title) || proof.untitled}</bdi>
      </p>
      <p class="small soft">
        <bdi>{plainLine(visit.domain, 60)}</bdi>,{" "}
        <time dateTime={visit.time}>{moment(visit.time, new Date(), locale)}</time>
        {sources.length > 0 && ` · ${sources.join(", ")}`}
      </p>
      {visit.words.length > 0 && (
        <p class="small words">
          <span class="soft">{proof.words}</span>{" "}
          {visit.words.map((word) => (
            <bdi key={word} class="word">
              {plainLine(word, 40)}
            </bdi>
          ))}
        </p>
      )}
    </li>
  );
}
