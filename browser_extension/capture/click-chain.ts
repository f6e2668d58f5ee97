// Where an ad's link leads, read from its address without opening any: click addresses carry the landing page inside
// them, often several times over.
import { hostOf, registrableDomain } from "./addresses";

/** Parameters by which redirectors commonly name their target. */
const TARGET_PARAMETERS = new Set(
  (
    "adurl url u dest destination redirect redirect_url redir rurl r ru to target link goto go out ued click " +
    "clickurl click_url clkurl landing landing_page landing_url landingpage lp l q p t next ad_url finalurl " +
    "final_url murl durl desturl dest_url destination_url ds_dest_url rd rdr href loc location maxdest cpdir cu " +
    "to_url p_url lpurl redirecturl redirect_uri redirecturi redirect_to target_url targeturl forward fwd exit"
  ).split(" "),
);
/** Parameters that name the advertiser's domain and no address. */
const DOMAIN_PARAMETERS = new Set(
  "adomain advertiser_domain advertiserdomain addomain ad_domain adv_domain landing_domain dest_domain".split(" "),
);
/** Words in a host or path that belong to those who count clicks, not to those who sell things. */
const CLICK_WORDS = new Set(
  "click clicks clk clck aclk ck trk track tracking tracker redir redirect rd go out aff affiliate cread c2a bounce exit".split(
    " ",
  ),
);
const MAX_NESTING = 8;
const MAX_DECODINGS = 4;

export interface Landing {
  url: string;
  /** `link` when the link itself led there, `click_chain` when the target was found inside it. */
  source: "link" | "click_chain";
  /** The end of the chain is itself somebody who counts clicks: what lies behind it cannot be seen. */
  is_opaque: boolean;
}

/**
 * The address at the end of a click chain, as far as the address itself tells. `isAdServer` knows redirectors by
 * host.
 */
export function followClick(link: string, pageDomain: string, isAdServer: (host: string) => boolean): Landing | null {
  const first = httpUrl(link);
  let address = first;
  for (let depth = 0; address && depth < MAX_NESTING; depth += 1) {
    const inner = innerAddress(address, isAdServer(address.hostname) || isCounter(address));
    if (!inner || registrableDomain(inner.hostname) === pageDomain) break;
    if (inner.hostname === address.hostname && inner.pathname === address.pathname) break;
    address = inner;
  }
  if (!first || !address) return null;
  const is_opaque = isAdServer(address.hostname) || isCounter(address);
  return { url: address.href, source: address === first ? "link" : "click_chain", is_opaque };
}

export function landingUrl(link: string, pageDomain: string, isAdServer: (host: string) => boolean): string | null {
  return followClick(link, pageDomain, isAdServer)?.url ?? null;
}

/** Domains that click addresses name outright, such as `&adomain=tents.example`. */
export function domainsNamed(link: string): string[] {
  const address = httpUrl(link);
  const named = address ? [...address.searchParams].filter(([name]) => DOMAIN_PARAMETERS.has(name.toLowerCase())) : [];
  return named.map(([, value]) => hostOf(/^https?:/.test(value) ? value : `https://${value}`)).filter(Boolean);
}

/** Whether an address looks like one that counts clicks, whoever it belongs to. */
function isCounter({ hostname, pathname }: URL): boolean {
  const words = [hostname, ...pathname.toLowerCase().split("/")].map((word) => word.split(".")[0] ?? "");
  return words.some((word) => CLICK_WORDS.has(word));
}

function innerAddress(address: URL, isRedirector: boolean): URL | null {
  const fragment = address.hash.includes("=") ? [...new URLSearchParams(address.hash.slice(1))] : [];
  for (const [name, value] of [...address.searchParams, ...fragment].reverse()) {
    const isTarget = TARGET_PARAMETERS.has(name.toLowerCase());
    if (!isRedirector && !isTarget) continue;
    const inner = decodedAddress(value) ?? (isTarget ? withoutScheme(value) : null);
    if (inner) return inner;
  }
  return isRedirector ? addressInPath(address) : null;
}

/** Some redirectors put the target into the path or behind a semicolon, plain, escaped or in base64. */
function addressInPath({ pathname, search }: URL): URL | null {
  const tail = unescapedOnce(unescapedOnce(pathname + search));
  const start = tail.search(/https?:\/\//);
  if (start > 0) return httpUrl(tail.slice(start));
  const parts = (pathname + search).split(/[/;?&=:]/).filter((part) => part.length > 11); // "http://a.b" in base64
  return parts.map(decodedAddress).find((inner) => inner !== null) ?? null;
}

function decodedAddress(value: string): URL | null {
  let text = value;
  for (let round = 0; round < MAX_DECODINGS; round += 1) {
    const address = httpUrl(text) ?? addressInside(fromBase64(text)) ?? addressInJson(text);
    if (address) return address;
    text = unescapedOnce(text);
  }
  return null;
}

/** Decoded base64 may be the address, or a record that holds it among other bytes. */
function addressInside(text: string): URL | null {
  if (text === "") return null;
  const plain = unescapedOnce(text);
  const [found] = /https?:\/\/[\x21-\x7e]{4,}/.exec(plain.replaceAll("\\/", "/")) ?? [];
  return found ? httpUrl(found.replace(/["'}\]].*$/, "")) : null;
}

function addressInJson(text: string): URL | null {
  return /^\s*[{[]/.test(text) ? addressInside(text) : null;
}

/** `www.shop.example/tents`: a target without its scheme. */
function withoutScheme(value: string): URL | null {
  return /^www\.[^\s/]+\.[a-z]{2,}(\/|$)/i.test(value) ? httpUrl(`https://${value}`) : null;
}

function unescapedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: nothing to decode
  }
}

function fromBase64(text: string): string {
  if (!/^[\w+/-]{12,}={0,2}$/.test(text)) return "";
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return ""; // looked like base64 and was not
  }
}

function httpUrl(text: string): URL | null {
  const address = /^(https?:)?\/\//.test(text) ? text.replace(/^\/\//, "https://") : "";
  return URL.canParse(address) ? new URL(address) : null;
}
