// Who could have known, for the ad as a whole: who advertises, who delivered it, who told whom about the person.
import type { Behind } from "../../../contract/payloads";
import { Advertiser, Deliverers } from "./companies";
import { CompanyLinks } from "./links";
import { useCompanyNames } from "./use-company-names";

export function WhoIsBehind({ behind }: { behind: Behind }) {
  const names = useCompanyNames(behind.deliverers.flatMap(({ domains }) => domains));
  return (
    <div class="behind">
      <Advertiser hints={behind.advertisers} />
      <Deliverers deliverers={behind.deliverers} names={names} />
      <CompanyLinks links={behind.links} />
    </div>
  );
}
