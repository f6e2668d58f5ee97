// Who told whom: each handing over with its site and day, and whether a hash of the person's own address went along.
import type { CompanyLinkItem } from "../../../contract/payloads";
import { useStrings } from "../../strings";
import { named } from "../../words/behind";
import { moment } from "../../words/times";
import { Evidence } from "../evidence";
import { FewFirst } from "./few-first";

const SHOWN_FIRST = 4;
const ADDRESS_HASHES: readonly CompanyLinkItem["how"][] = ["hashed_email", "hashed_phone"];

export function CompanyLinks({ links }: { links: CompanyLinkItem[] }) {
  const { behind } = useStrings();
  const receivers = links.filter(({ how }) => ADDRESS_HASHES.includes(how)).map(({ told }) => named(told));
  return (
    <>
      <h5>
        {behind.links.title} <Evidence tier="measured" />
      </h5>
      {links.length === 0 && <p>{behind.links.none}</p>}
      <FewFirst
        items={links.map((link) => (
          <LinkLine key={`${link.told_by} ${link.told} ${link.how}`} link={link} />
        ))}
        shown={SHOWN_FIRST}
      />
      <h5>
        {behind.address.title} <Evidence tier="measured" />
      </h5>
      <p>
        {receivers.length > 0 ? behind.address.sent(behind.and([...new Set(receivers)])) : behind.address.unseen}
      </p>
    </>
  );
}

function LinkLine({ link }: { link: CompanyLinkItem }) {
  const { behind, locale } = useStrings();
  const { links } = behind;
  const where = links.where(named(link.site), moment(link.time, new Date(), locale));
  const often = link.times > 1 ? ` ${links.often(link.times - 1)}` : "";
  return (
    <li class={link.in_delivery ? "company company--delivery" : "company"}>
      <p>{links.told[link.how](named(link.told_by), named(link.told))}</p>
      <p class="small soft">
        {where}
        {often}
        {link.in_delivery && ` · ${links.party}`}
      </p>
    </li>
  );
}
