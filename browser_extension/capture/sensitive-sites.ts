// Which pages are nobody's business, decided from the address alone and before anything about them is kept.
import { parse } from "tldts";
import {
  LOGIN_WORDS,
  SENSITIVE_DOMAINS,
  SENSITIVE_ENDINGS,
  SENSITIVE_HOSTS,
  SENSITIVE_PARTS,
  SENSITIVE_WORDS,
} from "../lists/sensitive-sites";
import { registrableDomain } from "./addresses";

/** Whether the address is of a sensitive site by the shipped list. */
export function isSensitive(url: string): boolean {
  const host = new URL(url).hostname;
  const { publicSuffix } = parse(host, { allowPrivateDomains: true });
  const labels = host.split(".");
  const names = labels.map((_, first) => labels.slice(first).join(".")); // the host and all domains above it
  if (SENSITIVE_HOSTS.has(host) || names.some((name) => SENSITIVE_DOMAINS.has(name))) return true;
  if (publicSuffix !== null && SENSITIVE_ENDINGS.has(publicSuffix)) return true;
  const named = publicSuffix !== null ? host.slice(0, -publicSuffix.length - 1) : host;
  const words = named.split(/[.\-_]/);
  return words.some((word) => SENSITIVE_WORDS.has(word)) || SENSITIVE_PARTS.some((part) => named.includes(part));
}

/** Where people prove who they are: no page there is about anything else. */
export function isLogin(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  const words = [...hostname.split(".").slice(0, -2), ...pathname.toLowerCase().split("/")];
  return words.map((word) => word.replace(/\.\w+$/, "")).some((word) => LOGIN_WORDS.has(word));
}

/**
 * Whether one of the person's own rules speaks of this address: a domain with all below it (`forum.example`), a domain
 * with the beginning of a path (`forum.example/health`), or a word of the address (`knitting`).
 */
export function matchesRule(url: string, rules: readonly string[]): boolean {
  const { hostname, pathname } = new URL(url);
  const words = new Set(`${hostname}${pathname}`.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return rules.some((rule) => {
    const [host = "", ...path] = rule.toLowerCase().split("/");
    if (!host.includes(".")) return words.has(host);
    const isHost = hostname === host || hostname.endsWith(`.${host}`) || registrableDomain(hostname) === host;
    return isHost && (path.length === 0 || pathname.toLowerCase().startsWith(`/${path.join("/")}`));
  });
}

/** Rules as they are kept: one each, in small letters, without scheme and stars. */
export function cleanRules(rules: readonly string[]): string[] {
  const clean = rules.map((rule) =>
    rule
      .trim()
      .toLowerCase()
      .replace(/^(https?:\/\/)?(\*\.|www\.)?/, "")
      .replace(/\/?\*?$/, ""),
  );
  return [...new Set(clean.filter((rule) => rule !== ""))];
}
