// Where an ad leads, read from its links without opening any: click addresses carry the landing page inside them.
import { hostOf, registrableDomain } from "./addresses";

/** Parameters by which redirectors commonly name their target. */
const TARGET_PARAMETERS = new Set([
  "adurl",
  "url",
  "u",
  "dest",
  "destination",
  "redirect",
  "redirect_url",
  "redir",
  "rurl",
  "r",
  "to",
  "target",
  "link",
  "goto",
  "go",
  "out",
  "ued",
  "click",
  "clickurl",
  "click_url",
  "landing",
  "landing_page",
  "lp",
  "l",
  "q",
  "p",
  "t",
  "next",
  "ad_url",
  "finalurl",
  "final_url",
  "murl",
  "durl",
  "rd",
  "href",
  "loc",
  "location",
]);
const MAX_NESTING = 6;
const MAX_DECODINGS = 3;

/**
 * The address at the end of a click chain, as far as the address itself tells. `isAdServer` knows redirectors by
 * host.
 */
export function landingUrl(link: string, pageDomain: string, isAdServer: (host: string) => boolean): string | null {
  let address = httpUrl(link);
  for (let depth = 0; address && depth < MAX_NESTING; depth += 1) {
    const inner = innerAddress(address, isAdServer(address.hostname));
    if (!inner || registrableDomain(inner.hostname) === pageDomain) break;
    if (inner.hostname === address.hostname && inner.pathname === address.pathname) break;
    address = inner;
  }
  return address?.href ?? null;
}

/**
 * Registrable domains of who advertises, likeliest first; empty when the links do not tell.
 *
 * A link that ends at an ad server says nothing about the advertiser. One back to the page's own site is a house ad,
 * and counts only when no other link leads away.
 */
export function advertiserDomains(
  links: readonly string[],
  pageDomain: string,
  isAdServer: (host: string) => boolean,
): string[] {
  const domains = links.flatMap((link) => {
    const landing = landingUrl(link, pageDomain, isAdServer);
    return landing === null || isAdServer(hostOf(landing)) ? [] : [registrableDomain(hostOf(landing))];
  });
  const away = domains.filter((domain) => domain !== pageDomain);
  return [...new Set(away.length > 0 ? away : domains)].slice(0, 3);
}

/** `tents.example` from what a bid calls its advertiser: a domain, perhaps with www or a scheme before it. */
export function claimedDomain(text: string): string {
  const host = hostOf(/^https?:/.test(text) ? text : `https://${text}`);
  return host.includes(".") ? registrableDomain(host) : "";
}

function innerAddress(address: URL, isRedirector: boolean): URL | null {
  const fragment = address.hash.includes("=") ? [...new URLSearchParams(address.hash.slice(1))] : [];
  for (const [name, value] of [...address.searchParams, ...fragment].reverse()) {
    if (!isRedirector && !TARGET_PARAMETERS.has(name.toLowerCase())) continue;
    const inner = decodedAddress(value);
    if (inner) return inner;
  }
  return isRedirector ? addressInPath(address) : null;
}

/** Some redirectors put the target into the path or behind a semicolon, plain, escaped or in base64. */
function addressInPath({ pathname, search }: URL): URL | null {
  const tail = unescapedOnce(pathname + search);
  const start = tail.search(/https?:\/\//);
  if (start > 0) return httpUrl(tail.slice(start));
  const parts = pathname.split(/[/;]/).filter((part) => part.length > 11); // shorter than "http://a.b" in base64
  return parts.map(decodedAddress).find((inner) => inner !== null) ?? null;
}

function decodedAddress(value: string): URL | null {
  let text = value;
  for (let round = 0; round < MAX_DECODINGS; round += 1) {
    const address = httpUrl(text) ?? httpUrl(fromBase64(text));
    if (address) return address;
    text = unescapedOnce(text);
  }
  return null;
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
