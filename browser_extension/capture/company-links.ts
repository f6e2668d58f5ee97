// Who told whom: one company's id of this browser that goes on to another company, the site's own id that goes to a
// company, the person's own address as a hash. Seen in addresses of requests (a hash in their bodies too), which are
// forgotten at once.
import type { CompanyLinkEvent } from "../contract/payloads";
import { type PageVisit, type TabState, database } from "../store/database";
import { isAdCompany } from "../trackers/companies";
import type { Trackers } from "../trackers/trackers";
import { hostOf, registrableDomain } from "./addresses";
import { holdOrQueue } from "./contacts";
import { newEventId } from "./event-id";
import { handsOver, idValues } from "./identifiers";
import { type AddressForms, addressIn } from "./own-addresses";

const MOST_VALUES = 2_000; // remembered of one page
const MOST_PAGES = 30;

/** One request as far as it tells who handed something over. */
export interface Handover {
  url: string;
  /** Where it was sent on from, for a redirect. */
  redirected_from: string | null;
  /** Origin of the document that made it, as the browser says. */
  initiator: string | null;
}

/**
 * What the pages now open have passed on, by visit. Lives as long as the worker: an interrupted page may lose a link,
 * never an event, and no id of anybody is written to disk.
 */
interface PageIds {
  /** Which company a value belongs to: the first that held it. */
  owners: Map<string, string>;
  /** Companies by the values they were sent. */
  receivers: Map<string, Set<string>>;
  own: Set<string>;
}
const pages = new Map<string, PageIds>();

/** Keep what this request says about who told whom. True when something new waits in the outbox. */
export async function recordHandover(
  handover: Handover,
  tab: TabState | undefined,
  known: Trackers,
  addresses: AddressForms,
): Promise<boolean> {
  if (!tab?.visit || !isWebAddress(handover.url)) return false;
  const links = linksIn(handover, tab.visit, known, addresses);
  const kept = [];
  for (const link of links) kept.push(await keepLink(link, tab, tab.visit));
  return kept.includes(true);
}

/** The person's own address in what is sent along with a request. True when something new waits in the outbox. */
export async function recordSentAlong(
  { url, body }: { url: string; body: string },
  tab: TabState | undefined,
  known: Trackers,
  addresses: AddressForms,
): Promise<boolean> {
  if (!tab?.visit || !isWebAddress(url) || isOwnHost(url, tab.visit, known)) return false;
  const link = ownAddress(body, tab.visit, known.companyOf(hostOf(url)), addresses);
  return link !== null && link.told_by !== link.told && keepLink(link, tab, tab.visit);
}

/** The page's own ids are known now: whoever was sent one already has it. */
export async function recordOwnIds(ids: readonly string[], tab: TabState | undefined): Promise<void> {
  if (!tab?.visit) return;
  const { own, receivers } = idsOf(tab.visit.id);
  for (const id of ids) {
    own.add(id);
    for (const told of receivers.get(id) ?? [])
      await keepLink({ told_by: tab.visit.domain, told, how: "site_id" }, tab, tab.visit);
  }
}

type Link = Pick<CompanyLinkEvent, "told_by" | "told" | "how">;

function linksIn(handover: Handover, visit: PageVisit, known: Trackers, addresses: AddressForms): Link[] {
  if (isOwnHost(handover.url, visit, known)) return [];
  const told = known.companyOf(hostOf(handover.url));
  const links = [ownAddress(handover.url, visit, told, addresses), siteId(handover.url, visit, told)];
  links.push(isTrade(handover, visit, known) ? companyId(handover, visit, told, known) : null);
  return links.filter((link): link is Link => link !== null && link.told_by !== link.told);
}

/** What goes back to the site itself, unless the person knows better who is behind its host. */
function isOwnHost(url: string, visit: PageVisit, known: Trackers): boolean {
  const host = hostOf(url);
  return registrableDomain(host) === visit.domain && !known.isTyped(host);
}

function ownAddress(sent: string, visit: PageVisit, told: string, addresses: AddressForms): Link | null {
  const kind = addressIn(sent, addresses);
  return kind === null
    ? null
    : { told_by: visit.domain, told, how: kind === "email" ? "hashed_email" : "hashed_phone" };
}

function siteId(url: string, visit: PageVisit, told: string): Link | null {
  const { own, receivers } = idsOf(visit.id);
  const values = idValues(url).map(({ value }) => value);
  for (const value of values) {
    if (receivers.size < MOST_VALUES) receivers.set(value, (receivers.get(value) ?? new Set()).add(told));
  }
  return values.some((value) => own.has(value)) ? { told_by: visit.domain, told, how: "site_id" } : null;
}

/** An id that one company sends on to another, by a redirect or from a frame of its own. */
function companyId({ url, redirected_from, initiator }: Handover, visit: PageVisit, told: string, known: Trackers) {
  const { owners, own } = idsOf(visit.id);
  const values = idValues(url).map(({ value }) => value);
  const sender = known.companyOf(hostOf(redirected_from ?? initiator ?? ""));
  const owner = values.map((value) => owners.get(value)).find((company) => company !== undefined && company !== told);
  for (const value of values) {
    if (!owners.has(value) && owners.size < MOST_VALUES && !own.has(value)) owners.set(value, sender);
  }
  const how: Link["how"] = redirected_from === null ? "shared_id" : "redirect";
  return handsOver(url) ? { told_by: owner ?? sender, told, how } : null;
}

/** Sent on by somebody else than the page itself, and at least one of the two is known to deal in ads or tracking. */
function isTrade({ url, redirected_from, initiator }: Handover, visit: PageVisit, known: Trackers): boolean {
  const from = redirected_from ?? initiator ?? "";
  const sender = hostOf(from);
  if (sender === "" || (registrableDomain(sender) === visit.domain && !known.isTyped(sender))) return false;
  return [from, url].some((address) => {
    const request = { url: address, page_url: visit.url, type: "image" } as const;
    return known.isTyped(hostOf(address)) || isAdCompany(hostOf(address)) || known.lists.ruleFor(request) !== null;
  });
}

/** Each link once per visit; one that comes before its visit is recorded waits like a contact. */
async function keepLink({ told_by, told, how }: Link, tab: TabState, visit: PageVisit): Promise<boolean> {
  const db = await database();
  const domain = `${how} ${told_by}`;
  if (await db.get("contacts", [visit.id, told, domain])) return false;
  const event: CompanyLinkEvent = {
    type: "company_link",
    id: newEventId(),
    time: new Date().toISOString(),
    visit_id: visit.id,
    told_by,
    told,
    how,
  };
  await holdOrQueue({ visit_id: visit.id, company: told, domain, tab_id: tab.tab_id, queued: tab.recorded, event });
  return tab.recorded;
}

function idsOf(visitId: string): PageIds {
  const known = pages.get(visitId) ?? { owners: new Map(), receivers: new Map(), own: new Set() };
  pages.set(visitId, known);
  const [oldest] = pages.keys();
  if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest);
  return known;
}

function isWebAddress(url: string): boolean {
  return /^https?:/.test(url) && URL.canParse(url);
}
