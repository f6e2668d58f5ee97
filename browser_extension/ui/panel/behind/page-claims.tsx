// What the page claims: what it told bidders about the person, who sold the place on, what was agreed to.
import type { Behind } from "../../../contract/payloads";
import { useStrings } from "../../strings";
import { type ConsentView, consentView, named, sellerName, type ToldGroup, toldGroups } from "../../words/behind";
import { useCompanyNames } from "./use-company-names";

const NAMED_FIRST = 3; // companies that were told the same, in one line

export function PageClaims({ behind }: { behind: Behind }) {
  return (
    <div class="behind">
      <ToldToBidders told={behind.told} />
      {behind.sellers.length > 0 && <Sellers sellers={behind.sellers} />}
      <Consents consents={behind.consents} />
    </div>
  );
}

function ClaimedTitle({ title }: { title: string }) {
  const { behind } = useStrings();
  return (
    <h5>
      {title} <span class="claimed">{behind.claimed}</span>
    </h5>
  );
}

function ToldToBidders({ told }: { told: Behind["told"] }) {
  const strings = useStrings();
  const words = strings.behind.told;
  const groups = toldGroups(told, strings).filter(({ lines }) => lines.length > 0);
  const [own, others] = [groups.filter((one) => one.in_delivery), groups.filter((one) => !one.in_delivery)];
  const elsewhere = new Set(others.flatMap(({ companies }) => companies)).size;
  return (
    <>
      <ClaimedTitle title={words.title} />
      {groups.length === 0 && <p>{words.none}</p>}
      <Groups groups={own} />
      {elsewhere > 0 && (
        <details>
          <summary class="small">{words.others(elsewhere)}</summary>
          <Groups groups={others} />
        </details>
      )}
    </>
  );
}

function Groups({ groups }: { groups: ToldGroup[] }) {
  return (
    <ul class="companies">
      {groups.map((group) => (
        <GroupLine key={group.companies.join()} group={group} />
      ))}
    </ul>
  );
}

function GroupLine({ group }: { group: ToldGroup }) {
  const { behind } = useStrings();
  const { companies, lines, in_delivery } = group;
  const rest = companies.length - NAMED_FIRST;
  const names = [...companies.slice(0, NAMED_FIRST).map(named), ...(rest > 0 ? [`+${rest}`] : [])];
  return (
    <li class={in_delivery ? "company company--delivery" : "company"}>
      <p>{behind.told.to(behind.and(names))}</p>
      {lines.map((line) => (
        <p key={line} class="small soft">
          {line}
        </p>
      ))}
    </li>
  );
}

function Sellers({ sellers }: { sellers: string[] }) {
  const strings = useStrings();
  const { sellers: words } = strings.behind;
  const names = useCompanyNames(sellers);
  return (
    <>
      <ClaimedTitle title={words.title} />
      <p>{words.chain(sellers.map((domain) => sellerName(domain, names, strings)).join(" → "))}</p>
    </>
  );
}

function Consents({ consents }: { consents: Behind["consents"] }) {
  const strings = useStrings();
  const { consent } = strings.behind;
  return (
    <>
      <ClaimedTitle title={consent.title} />
      {consents.length === 0 && <p>{consent.none}</p>}
      <ul class="lines">
        {consents.map((signal) => (
          <ConsentLine key={signal.framework} view={consentView(strings, signal)} />
        ))}
      </ul>
    </>
  );
}

function ConsentLine({ view }: { view: ConsentView }) {
  const { consent } = useStrings().behind;
  return (
    <li>
      {view.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {view.purposes.length > 0 && (
        <details>
          <summary class="small">{consent.purposes}</summary>
          {view.purposes.map((line) => (
            <p key={line} class="small">
              {line}
            </p>
          ))}
        </details>
      )}
    </li>
  );
}
