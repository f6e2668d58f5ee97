// Which company is behind a host: what the person typed, else the public table of third parties, else the domain
// itself.
import { getEntity } from "third-party-web/nostats-subset";
import { registrableDomain } from "../capture/addresses";
import { COMPANY_OF_DOMAIN, PARENT_COMPANIES } from "./parent-companies";

export class CompanyLineError extends Error {
  override name = "CompanyLineError";
  constructor(readonly line: number) {
    super(`Line ${line}: expected “domain = Company”.`);
  }
}

/**
 * Read lines of `domain = Company`; empty lines and lines starting with # are skipped. Throws {@link
 * CompanyLineError}.
 */
export function parseCompanies(text: string): ReadonlyMap<string, string> {
  const companies = new Map<string, string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    const [, domain, company] = /^\s*([^\s=]+)\s*=\s*(\S.*?)\s*$/.exec(line) ?? [];
    if (!domain || !company) throw new CompanyLineError(index + 1);
    companies.set(domain.toLowerCase(), company);
  }
  return companies;
}

/** The company behind `host`. A typed name for a parent domain holds for its subdomains too. */
export function companyOf(host: string, typed: ReadonlyMap<string, string>): string {
  const company = typedCompanyOf(host, typed);
  if (company !== null) return company;
  const domain = registrableDomain(host);
  const corrected = COMPANY_OF_DOMAIN[domain];
  if (corrected) return corrected;
  const entity = getEntity(`https://${host}`);
  if (!entity) return domain;
  const name = entity.company ?? entity.name;
  return PARENT_COMPANIES[entity.name] ?? PARENT_COMPANIES[name] ?? name;
}

/** What the public table calls `host` itself, whoever owns it; null where it knows nothing. */
export function brandOf(host: string): string | null {
  return getEntity(`https://${host}`)?.name ?? null;
}

/** The name that the person typed for `host` or a domain it belongs to, or null. */
export function typedCompanyOf(host: string, typed: ReadonlyMap<string, string>): string | null {
  const labels = host.split(".");
  const domains = labels.map((_, first) => labels.slice(first).join("."));
  return domains.map((domain) => typed.get(domain)).find((company) => company !== undefined) ?? null;
}

/** Whether the public table files `host` under advertising. */
export function isAdCompany(host: string): boolean {
  return getEntity(`https://${host}`)?.category === "ad";
}
