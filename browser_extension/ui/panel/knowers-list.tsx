import type { ContributionItem, KnowerItem } from "../../contract/payloads";
import { type Strings, useStrings } from "../strings";
import { isolated, plainLine } from "../words/isolate";

const SHOWN_FIRST = 5; // companies; pages with fifty trackers are common

/** Who could have known a cause: company by company, those in this ad's delivery first. */
export function KnowersList({ contribution }: { contribution: ContributionItem }) {
  const { proof } = useStrings();
  const strings = useStrings();
  const knowers = [...contribution.knowers].sort((a, b) => Number(b.in_delivery) - Number(a.in_delivery));
  return (
    <>
      <h5>{proof.knowers}</h5>
      <p class={contribution.reach === "unreachable" ? "unreached" : "soft"}>{reachSentence(contribution, strings)}</p>
      {knowers.length === 0 && contribution.evidence.length > 0 && <p class="soft">{proof.knowersNone}</p>}
      <Companies knowers={knowers.slice(0, SHOWN_FIRST)} />
      {knowers.length > SHOWN_FIRST && (
        <details>
          <summary class="small">{proof.moreVisits(knowers.length - SHOWN_FIRST)}</summary>
          <Companies knowers={knowers.slice(SHOWN_FIRST)} />
        </details>
      )}
    </>
  );
}

/** What the page and the moment say is told to every bidder; all other causes need a company that saw something. */
function reachSentence({ cause, reach }: ContributionItem, strings: Strings): string {
  if (reach !== "unreachable" && cause.kind === "page_context") return strings.reachOfPage;
  if (reach !== "unreachable" && cause.kind === "place_time_device") return strings.reachOfMoment;
  return strings.reach[reach];
}

function Companies({ knowers }: { knowers: KnowerItem[] }) {
  return (
    <ul class="companies">
      {knowers.map((knower) => (
        <CompanyLine key={`${knower.company} ${knower.told_by}`} knower={knower} />
      ))}
    </ul>
  );
}

function CompanyLine({ knower }: { knower: KnowerItem }) {
  return (
    <li class={knower.in_delivery ? "company company--delivery" : "company"}>
      <p>
        <bdi>{plainLine(knower.company, 60)}</bdi>
      </p>
      <p class="small soft">{knower.told_by === null ? <SawYou knower={knower} /> : <WasTold knower={knower} />}</p>
    </li>
  );
}

function SawYou({ knower }: { knower: KnowerItem }) {
  const { proof, delivery } = useStrings();
  const how = delivery[knower.how];
  const inDelivery = how ? proof.inDelivery(how) : proof.inDeliveryPlain;
  return (
    <>
      {knower.sites.length > 0 && (
        <>
          {proof.sawYou(knower.visit_ids.length)} <Sites sites={knower.sites} />.{" "}
        </>
      )}
      {knower.in_delivery ? inDelivery : proof.notInDelivery}
    </>
  );
}

/** Was not on these visits itself; whoever was there passed an id of the person on to it. */
function WasTold({ knower }: { knower: KnowerItem }) {
  const { proof } = useStrings();
  return (
    <>
      {proof.toldBy(isolated(knower.told_by ?? "", 60), knower.visit_ids.length)} <Sites sites={knower.sites} />.{" "}
      {proof.inDeliveryPlain}
    </>
  );
}

function Sites({ sites }: { sites: string[] }) {
  return (
    <>
      {sites.map((site, index) => (
        <span key={site}>
          {index > 0 && ", "}
          <bdi>{plainLine(site, 60)}</bdi>
        </span>
      ))}
    </>
  );
}
