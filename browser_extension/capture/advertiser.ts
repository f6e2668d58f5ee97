// Who advertises: every hint with its source, best first. What the browser saw (where the links lead) comes before what
// the page claims (the bid), and that before what the ad's own words suggest.
import { parse } from "tldts";
import type { AdvertiserHint } from "../contract/payloads";
import { hostOf, registrableDomain } from "./addresses";
import { domainsNamed, followClick } from "./click-chain";
import { cleanText } from "./page-text";

export { landingUrl } from "./click-chain";

const MAX_DOMAINS = 3;
const MAX_HINTS = 12;
const MAX_NAME = 200;

/** “Sponsored by Tents Ltd”, in the languages in which labels are recognised. */
const LABELS =
  "sponsored by|promoted by|paid for by|ads? by|anzeige von|gesponsert von|sponsorisé par|publicité de|" +
  "patrocinado por|sponsorizzato da|gesponsord door|sponsrad av|sponsoreret af|sponsorowane przez";
const NAMED_IN_LABEL = new RegExp(`(?:${LABELS})[:\\s]+([^\\n|·•]{2,60}?)(?=[.|·•]|\\s{2}|$)`, "iu");
const DOMAIN_IN_TEXT = /(?:https?:\/\/|\bwww\.)?\b((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})\b/gi;

export interface AdvertiserFacts {
  page_domain: string;
  links: readonly string[];
  text: string;
  /** What the bid claims, if one is known for this ad. */
  bid: {
    advertiser_domains: string[];
    advertiser_name: string;
    brand_name: string;
    dsa_behalf: string;
    dsa_paid: string;
  } | null;
}

/** All hints, best first: a better source wins, and a claim that the links bear out is as good as they are. */
export function advertiserHints(facts: AdvertiserFacts, isAdServer: (host: string) => boolean): AdvertiserHint[] {
  const { seen, opaque } = fromLinks(facts, isAdServer);
  const claimed = (facts.bid?.advertiser_domains ?? []).map(claimedDomain).filter((domain) => domain !== "");
  const borneOut = seen.filter(({ domain }) => claimed.includes(domain));
  const hints = [
    ...borneOut,
    ...seen,
    ...claimed.map((domain) => hint("bid", domain)),
    ...opaque,
    ...names("payer", [facts.bid?.dsa_behalf, facts.bid?.dsa_paid]),
    ...names("brand", [facts.bid?.brand_name, facts.bid?.advertiser_name]),
    ...fromText(facts, isAdServer),
  ];
  const unique = new Map(hints.map((each) => [`${each.source} ${each.domain} ${each.name}`, each]));
  return [...unique.values()].slice(0, MAX_HINTS);
}

/** Registrable domains of the best source that names any; empty where none does. */
export function domainsOf(hints: readonly AdvertiserHint[]): string[] {
  const named = hints.filter(({ domain }) => domain !== "");
  const best = named[0]?.source;
  const isSeen = best === "link" || best === "click_chain";
  const alike = named.filter(({ source }) =>
    isSeen ? source === "link" || source === "click_chain" : source === best,
  );
  return [...new Set(alike.map(({ domain }) => domain))].slice(0, MAX_DOMAINS);
}

/**
 * Registrable domains to which the links lead, likeliest first; empty when the links do not tell.
 *
 * A link that ends at an ad server says nothing about the advertiser. One back to the page's own site is a house ad,
 * and counts only when no other link leads away.
 */
export function advertiserDomains(
  links: readonly string[],
  pageDomain: string,
  isAdServer: (host: string) => boolean,
): string[] {
  const { seen, opaque } = fromLinks({ page_domain: pageDomain, links }, isAdServer);
  return domainsOf(seen.length > 0 ? seen : opaque);
}

/** `tents.example` from what a bid calls its advertiser: a domain, perhaps with www or a scheme before it. */
export function claimedDomain(text: string): string {
  const host = hostOf(/^https?:/.test(text) ? text : `https://${text}`);
  return host.includes(".") ? registrableDomain(host) : "";
}

function fromLinks(
  { page_domain, links }: Pick<AdvertiserFacts, "page_domain" | "links">,
  isAdServer: (host: string) => boolean,
): { seen: AdvertiserHint[]; opaque: AdvertiserHint[] } {
  const ends = links.flatMap((link) => {
    const landing = followClick(link, page_domain, isAdServer);
    const named = domainsNamed(link).map((host) => ({
      ...hint("click_chain", registrableDomain(host)),
      is_opaque: false,
    }));
    if (landing === null || isAdServer(hostOf(landing.url))) return named;
    return [
      ...named,
      { ...hint(landing.source, registrableDomain(hostOf(landing.url))), is_opaque: landing.is_opaque },
    ];
  });
  const away = ends.filter(({ domain }) => domain !== page_domain);
  const counted = (away.length > 0 ? away : ends).map(({ is_opaque, ...each }) => ({ is_opaque, each }));
  return {
    seen: counted.filter(({ is_opaque }) => !is_opaque).map(({ each }) => each),
    opaque: counted.filter(({ is_opaque }) => is_opaque).map(({ each }) => each),
  };
}

/** Web addresses and names that the ad itself shows. */
function fromText({ text, page_domain }: AdvertiserFacts, isAdServer: (host: string) => boolean): AdvertiserHint[] {
  const hosts = [...text.matchAll(DOMAIN_IN_TEXT)].map(([, host = ""]) => host.toLowerCase());
  const domains = hosts.filter((host) => parse(host).isIcann && !isAdServer(host)).map(registrableDomain);
  const shown = [...new Set(domains)].filter((domain) => domain !== page_domain);
  return [
    ...shown.map((domain) => hint("visible_text", domain)),
    ...names("visible_text", [NAMED_IN_LABEL.exec(text)?.[1]]),
  ];
}

function names(source: AdvertiserHint["source"], found: readonly (string | undefined)[]): AdvertiserHint[] {
  const clean = found.map((name) => cleanText(name, MAX_NAME)).filter((name) => name !== "");
  return [...new Set(clean)].map((name) => hint(source, "", name));
}

function hint(source: AdvertiserHint["source"], domain: string, name = ""): AdvertiserHint {
  return { source, domain, name };
}
