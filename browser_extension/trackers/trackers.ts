// Lists and company names as one thing, loaded once per worker start and again when the person changes their own lists.
import { getSetting, setSetting } from "../store/settings";
import { companyOf, parseCompanies, typedCompanyOf } from "./companies";
import { type FilterLists, loadFilterLists, parseRules } from "./filter-lists";

export interface Trackers {
  lists: FilterLists;
  companyOf(host: string): string;
  /** Whether the person typed a name for this host. */
  isTyped(host: string): boolean;
  /** Names the person typed, by domain; used to recognise bidders by their code. */
  typedCompanies: ReadonlyMap<string, string>;
}

let loading: Promise<Trackers> | undefined;

export function trackers(): Promise<Trackers> {
  loading ??= loadTrackers();
  return loading;
}

/** Take over the person's own rules and company names. Throws CompanyLineError; then nothing has changed. */
export async function setTrackerLists(rules: string, companies: string): Promise<{ rules: number; companies: number }> {
  const counts = { rules: parseRules(rules).count, companies: parseCompanies(companies).size };
  await setSetting("tracker_rules", rules);
  await setSetting("tracker_companies", companies);
  loading = undefined;
  return counts;
}

async function loadTrackers(): Promise<Trackers> {
  const typedCompanies = parseCompanies(await getSetting("tracker_companies"));
  const lists = await loadFilterLists(await getSetting("tracker_rules"));
  return trackersOf(lists, typedCompanies);
}

export function trackersOf(lists: FilterLists, typedCompanies: ReadonlyMap<string, string>): Trackers {
  return {
    lists,
    typedCompanies,
    companyOf: (host) => companyOf(host, typedCompanies),
    isTyped: (host) => typedCompanyOf(host, typedCompanies) !== null,
  };
}
