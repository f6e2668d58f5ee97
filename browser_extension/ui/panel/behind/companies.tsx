// Who advertises and who delivered: company by company, each with its brands and its part.
import type { Behind } from "../../../contract/payloads";
import { useStrings } from "../../strings";
import { advertiserView, domainName, type Names, named, TIER_OF_SURENESS } from "../../words/behind";
import { plainLine } from "../../words/isolate";
import { Evidence } from "../evidence";
import { FewFirst } from "./few-first";

const SHOWN_FIRST = 5; // companies; a page's auction may name dozens

export function Advertiser({ hints }: { hints: Behind["advertisers"] }) {
  const { behind } = useStrings();
  const { advertiser } = behind;
  const { sureness, name, instead, payer } = advertiserView(hints);
  const sure = advertiser.sure[sureness];
  return (
    <>
      <h5>{advertiser.title}</h5>
      <p>
        {typeof sure === "string" ? sure : sure(named(name))}{" "}
        <Evidence tier={TIER_OF_SURENESS[sureness]} />
      </p>
      {instead && <Stated sentence={advertiser.differs(named(instead))} />}
      {payer && <Stated sentence={advertiser.payer(named(payer))} />}
    </>
  );
}

/** What the bid says of itself. */
function Stated({ sentence }: { sentence: string }) {
  return (
    <p>
      {sentence} <Evidence tier="stated" />
    </p>
  );
}

export function Deliverers({ deliverers, names }: { deliverers: Behind["deliverers"]; names: Names }) {
  const { behind } = useStrings();
  return (
    <>
      <h5>
        {behind.companies.title} <Evidence tier="measured" />
      </h5>
      {deliverers.length === 0 && <p class="soft">{behind.companies.none}</p>}
      <FewFirst
        items={deliverers.map((one) => (
          <DelivererLine key={one.company} deliverer={one} names={names} />
        ))}
        shown={SHOWN_FIRST}
      />
    </>
  );
}

function DelivererLine({ deliverer, names }: { deliverer: Behind["deliverers"][number]; names: Names }) {
  const strings = useStrings();
  const { company, roles, domains } = deliverer;
  const through = domains
    .filter((domain) => domain !== company)
    .map((domain) => domainName(domain, company, names, strings));
  const parts = roles.map((role) => strings.delivery[role] ?? role);
  return (
    <li class="company company--delivery">
      <p>
        <bdi>{plainLine(company, 60)}</bdi>
      </p>
      <p class="small soft">
        {[through.length > 0 ? strings.behind.companies.through(through.join(", ")) : "", ...parts]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </li>
  );
}
