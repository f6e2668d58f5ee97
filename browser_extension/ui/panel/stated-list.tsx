import type { StatedItem } from "../../contract/payloads";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";
import { Evidence } from "./evidence";

/** What the ad or platform says itself, and whether it fits what we found. Both are shown when they differ. */
export function StatedList({ stated }: { stated: StatedItem[] }) {
  const strings = useStrings();
  if (stated.length === 0) return <p>{strings.stated.none}</p>;
  return (
    <ul class="lines">
      {stated.map((item) => (
        <li key={`${item.source} ${item.kind} ${item.detail}`}>
          <p>
            <bdi>{plainLine(item.detail, 300)}</bdi>
          </p>
          <p class="small soft">
            <Agreement agrees={item.agrees} />
            {" · "}
            {strings.stated.sources[item.source] ?? plainLine(item.source, 60)}
            {" · "}
            <Evidence tier={item.tier} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Agreement({ agrees }: { agrees: StatedItem["agrees"] }) {
  const { stated } = useStrings();
  if (agrees === null) return <span>{stated.cannotCompare}</span>;
  return agrees ? <strong class="agrees">{stated.agrees}</strong> : <strong class="differs">{stated.differs}</strong>;
}
