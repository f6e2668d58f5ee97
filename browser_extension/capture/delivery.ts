// Who took part in delivering an ad: the bidder, the frames it sits in, the hosts those frames spoke to, the ad server.
import type { AdImpressionEvent } from "../contract/payloads";
import { BIDDER_HOSTS } from "../lists/bidder-hosts";
import type { Trackers } from "../trackers/trackers";
import { hostOf, registrableDomain } from "./addresses";

type Hop = AdImpressionEvent["delivery"][number];

const MAX_HOPS = 40;

export interface DeliveryFacts {
  page_domain: string;
  bidder: string | null;
  /** Hosts that served the ad's frames, redirects included. */
  frame_hosts: readonly string[];
  /** Hosts that the ad's frames and its own images and scripts spoke to. */
  request_hosts: readonly string[];
  /** Hosts of its links that are not where it leads: they count the click. */
  click_hosts: readonly string[];
  advertiser: readonly string[];
}

/** The delivery chain, each host once per role; the page's and the advertiser's own hosts are no middlemen. */
export function deliveryHops(facts: DeliveryFacts, known: Trackers): Hop[] {
  const isMiddleman = (host: string) => {
    const domain = registrableDomain(host);
    return host !== "" && domain !== facts.page_domain && !facts.advertiser.includes(domain);
  };
  const hop =
    (how: Hop["how"]) =>
    (host: string): Hop => ({ domain: host, company: known.companyOf(host), how });
  const hops = [
    ...(facts.bidder ? [bidderHop(facts.bidder, known)] : []),
    ...facts.frame_hosts.filter(isMiddleman).map(hop("frame")),
    ...facts.request_hosts.filter(isMiddleman).map(hop("request")),
    ...facts.click_hosts.filter(isMiddleman).map(hop("ad_server")),
  ];
  const byRole = new Map(hops.map((one) => [`${one.how} ${one.domain}`, one]));
  return [...byRole.values()].slice(0, MAX_HOPS);
}

export function hostsOf(urls: readonly string[]): string[] {
  return urls.map(hostOf).filter((host) => host !== "");
}

/** The company behind a bidder's code: by the typed names and domains, else by the table, else the code itself. */
export function bidderHop(code: string, known: Trackers): Hop {
  const wanted = letters(code);
  const typed = [...known.typedCompanies].find(
    ([domain, company]) => letters(company) === wanted || letters(firstLabel(domain)) === wanted,
  );
  if (typed) return { domain: typed[0], company: typed[1], how: "bidder" };
  const host = BIDDER_HOSTS[code];
  if (host) return { domain: host, company: known.companyOf(host), how: "bidder" };
  return { domain: wanted || "unknown", company: code, how: "bidder" };
}

function firstLabel(domain: string): string {
  return registrableDomain(domain).split(".")[0] ?? "";
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
