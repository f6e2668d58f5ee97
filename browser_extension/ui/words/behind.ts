// Who is behind an ad, made ready for a reader: how sure its advertiser is, who was told the same, what was agreed to.
import type { CompanyName } from "../../contract/messages";
import type { AdvertiserHint, ConsentSignal, Tier, ToldItem } from "../../contract/payloads";
import type { Strings } from "../strings";
import { isolated } from "./isolate";

export type AdvertiserSureness = keyof Strings["behind"]["advertiser"]["sure"];

/** What each degree of sureness rests on. */
export const TIER_OF_SURENESS: Record<AdvertiserSureness, Tier> = {
  proven: "measured",
  seen: "measured",
  claimed: "stated",
  guessed: "unknown",
  unknown: "unknown",
};

export interface AdvertiserView {
  sureness: AdvertiserSureness;
  name: string;
  /** The domain that the bid names instead of the one that the links lead to. */
  instead: string;
  payer: string;
}

const SEEN: readonly AdvertiserHint["source"][] = ["link", "click_chain"];
const GUESSED: readonly AdvertiserHint["source"][] = ["visible_text", "brand", "frame_name", "payer"];
const LONGEST_NAME = 60; // letters

/** What the hints add up to; what the browser saw comes before what the bid claims, and that before the ad's words. */
export function advertiserView(hints: readonly AdvertiserHint[]): AdvertiserView {
  const seen = hints.find(({ source, domain }) => SEEN.includes(source) && domain !== "")?.domain;
  const claims = hints.filter(({ source, domain }) => source === "bid" && domain !== "").map(({ domain }) => domain);
  const guess = hints.find(({ source }) => GUESSED.includes(source));
  const payer = hints.find(({ source }) => source === "payer")?.name ?? "";
  const view = { instead: "", payer };
  if (seen && claims.includes(seen)) return { ...view, sureness: "proven", name: seen };
  if (seen) return { ...view, sureness: "seen", name: seen, instead: claims[0] ?? "" };
  if (claims[0]) return { ...view, sureness: "claimed", name: claims[0] };
  return guess
    ? { ...view, sureness: "guessed", name: guess.domain || guess.name }
    : { ...view, sureness: "unknown", name: "" };
}

/** Bidders that were told the very same things, together. */
export interface ToldGroup {
  companies: string[];
  lines: string[];
  in_delivery: boolean;
}

export function toldGroups(told: readonly ToldItem[], strings: Strings): ToldGroup[] {
  const groups = new Map<string, ToldGroup>();
  for (const item of told) {
    const lines = toldLines(item, strings);
    const key = JSON.stringify([item.in_delivery, lines]);
    const group = groups.get(key) ?? { companies: [], lines, in_delivery: item.in_delivery };
    if (!group.companies.includes(item.company)) group.companies.push(item.company);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function toldLines({ segments, keywords, place, ids }: ToldItem, { behind: { told } }: Strings): string[] {
  return [
    segments.length > 0 ? told.segments(listOf(segments)) : "",
    keywords.length > 0 ? told.keywords(listOf(keywords)) : "",
    place ? told.place(named(place)) : "",
    ids.length > 0 ? told.ids(listOf(ids)) : "",
  ].filter((line) => line !== "");
}

/** A consent signal in plain sentences, and the purposes that a yes or a no was given for. */
export interface ConsentView {
  lines: string[];
  purposes: string[];
}

export function consentView({ behind }: Strings, signal: ConsentSignal): ConsentView {
  const { consent } = behind;
  const { framework, opted_out, purposes } = signal;
  if (framework === "tcf")
    return { lines: tcfLines(signal, behind), purposes: purposes ? purposeLines(purposes, consent) : [] };
  if (framework === "gpc") return { lines: [opted_out ? consent.gpcOn : consent.gpcOff], purposes: [] };
  if (opted_out === null) return { lines: [consent.gppOpen], purposes: [] };
  return { lines: [opted_out ? consent.gppOut : consent.gppIn], purposes: [] };
}

function tcfLines({ granted, refused, companies }: ConsentSignal, behind: Strings["behind"]): string[] {
  const { consent, and } = behind;
  return [
    granted.length > 0 ? consent.granted(and(granted.map(named))) : "",
    refused.length > 0 ? consent.refused(and(refused.map(named))) : "",
    consent.counted(companies),
  ].filter((line) => line !== "");
}

function purposeLines(agreed: readonly number[], consent: Strings["behind"]["consent"]): string[] {
  const all = Object.keys(consent.purpose).map(Number);
  const words = (numbers: number[]) => numbers.map((number) => consent.purpose[number]).join("; ");
  const [yes, no] = [all.filter((one) => agreed.includes(one)), all.filter((one) => !agreed.includes(one))];
  if (no.length === 0) return [consent.yesToAll];
  return yes.length === 0 ? [consent.noToAll] : [consent.yes(words(yes)), consent.no(words(no))];
}

/** `AppNexus (adnxs.com)` where the brand says more than its owner's name, else the domain alone. */
export function domainName(domain: string, company: string, names: Names, strings: Strings): string {
  const brand = names.get(domain)?.brand;
  return brand && brand !== company && brand !== domain ? strings.behind.companies.brand(named(brand), named(domain)) : named(domain);
}

/** `AppNexus, part of Microsoft` for a domain that stands alone, such as a seller's. */
export function sellerName(domain: string, names: Names, { behind }: Strings): string {
  const known = names.get(domain);
  if (!known || known.owner === domain) return named(domain);
  return known.brand === known.owner ? named(known.owner) : behind.companies.own(named(known.brand), named(known.owner));
}

export type Names = ReadonlyMap<string, CompanyName>;

export const named = (text: string): string => isolated(text, LONGEST_NAME);
const listOf = (texts: readonly string[]): string => texts.map(named).join("; ");
