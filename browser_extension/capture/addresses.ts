// What may be kept of an address, and which addresses are nobody's business.
import { parse } from "tldts";

/** Names that only mean something inside a house or a company. */
const INTRANET_SUFFIXES = [".local", ".internal", ".intranet", ".lan", ".corp", ".home", ".home.arpa", ".onion"];

/** IPv4 networks that are not the public internet (RFC 6890), as [first octets, prefix length]. */
const PRIVATE_NETWORKS: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
];

/** Registrable domain of a host, the host itself where there is none (a.b.localhost gives b.localhost). */
export function registrableDomain(host: string): string {
  return parse(host, { allowPrivateDomains: true }).domain ?? host;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/** The address without user name, query and fragment, which can carry anything about anybody. */
export function minimiseUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** Whether a page may be recorded: public http(s) pages, and loopback pages of the one port a demo named. */
export function isRecordable(url: string, loopbackPort: number | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return false;
  if (isLoopback(hostname)) return loopbackPort !== null && Number(port) === loopbackPort;
  return !isIntranet(hostname);
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host.startsWith("127.") || host === "[::1]";
}

function isIntranet(host: string): boolean {
  if (host.startsWith("[")) return isPrivateIpv6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host))
    return PRIVATE_NETWORKS.some(([network, bits]) => isInNetwork(host, network, bits));
  const name = host.replace(/\.$/, "");
  return !name.includes(".") || INTRANET_SUFFIXES.some((suffix) => name.endsWith(suffix));
}

/** Unique local, link-local, multicast, unspecified and IPv4-mapped addresses; the last could hide any private one. */
function isPrivateIpv6(address: string): boolean {
  return /^(f[cdef]|::)/.test(address);
}

function isInNetwork(host: string, network: string, bits: number): boolean {
  const shift = 2 ** (32 - bits);
  return Math.floor(ipv4Number(host) / shift) === Math.floor(ipv4Number(network) / shift);
}

function ipv4Number(address: string): number {
  return address.split(".").reduce((value, octet) => value * 256 + Number(octet), 0);
}
