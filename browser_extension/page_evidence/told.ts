// What a request says about the person, read from OpenRTB first-party data (`ortb2`) and from the ids beside it.
import type { Told } from "./auction-types";
import { type Loose, asList, asText } from "./page-values";

const MAX_TEXTS = 40;

export function readTold(bidder: string, host: string, ortb2: Loose | undefined, eids: unknown): Told {
  const user: Loose = ortb2?.user ?? {};
  return {
    bidder,
    host,
    segments: some(asList(user.data).flatMap(segmentsOf)),
    keywords: some([...keywordsIn(user.keywords), ...keywordsIn(user.ext?.keywords), ...factsOf(user)]),
    place: placeIn(ortb2),
    ids: some([...asList(eids), ...asList(user.eids), ...asList(user.ext?.eids)].map(sourceOf)),
  };
}

/** `telco.example: 677 Camping` from one provider's list of segments. */
function segmentsOf(data: unknown): string[] {
  const { name, segment } = (data ?? {}) as Loose;
  const provider = asText(name);
  return asList(segment).map((each) => {
    const { id, name: label, value } = (each ?? {}) as Loose;
    const words = [id, label, value].map((word) => asText(word)).filter((word) => word !== "");
    return words.length === 0 ? "" : `${provider ? `${provider}: ` : ""}${words.join(" ")}`;
  });
}

function keywordsIn(keywords: unknown): string[] {
  const list = typeof keywords === "string" ? keywords.split(",") : asList(keywords);
  return list.map((keyword) => asText(keyword).trim());
}

/** What is said of the person outright: birth year and gender. */
function factsOf({ yob, gender }: Loose): string[] {
  return [yob ? `born ${asText(yob)}` : "", gender ? `gender ${asText(gender)}` : ""];
}

export function placeIn(ortb2: Loose | undefined): string {
  const geos: (Loose | undefined)[] = [ortb2?.device?.geo, ortb2?.user?.geo];
  return asText(geos.map((geo) => geo?.city ?? geo?.region ?? geo?.zip).find((place) => place !== undefined));
}

function sourceOf(eid: unknown): string {
  return asText((eid as Loose | undefined)?.source);
}

function some(texts: string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ""))].slice(0, MAX_TEXTS);
}
