// Forgetting reaches everywhere at once: the service, and what still waits in this browser.
import { callService } from "../backend";
import type { CaptureEvent } from "../contract/payloads";
import { forgetQueued } from "../outbox";
import { database } from "../store/database";
import { forgetShare } from "./page-vouched";

interface DeletionResponse {
  erased: { visits: number };
}

/** Forget these visits, with the contacts and ads that belong to them. */
export async function forgetVisits(ids: readonly string[]): Promise<{ visits: number }> {
  const gone = new Set(ids);
  await forgetQueued((event) => gone.has(visitIdOf(event)));
  await forgetHeld(gone);
  const { erased } = await callService<DeletionResponse>("DELETE", "/visits", { ids });
  return { visits: erased.visits };
}

/** Forget every visit to a site and the ads seen there. */
export async function forgetSite(domain: string): Promise<{ visits: number }> {
  const gone = new Set<string>();
  await forgetQueued((event) => {
    const isOfSite =
      (event.type === "visit" && event.domain === domain) ||
      (event.type === "impression" && event.page_domain === domain);
    if (isOfSite) gone.add(visitIdOf(event));
    return isOfSite || gone.has(visitIdOf(event)); // a visit waits before what belongs to it
  });
  await forgetHeld(gone);
  await forgetShare(domain);
  const { erased } = await callService<DeletionResponse>("DELETE", `/sites/${encodeURIComponent(domain)}`);
  return { visits: erased.visits };
}

/** Forget every visit that speaks for a trait. What still waits here has not been read for traits yet. */
export async function forgetTrait(traitId: string): Promise<{ visits: number }> {
  const { erased } = await callService<DeletionResponse>("DELETE", `/traits/${encodeURIComponent(traitId)}`);
  return { visits: erased.visits };
}

function visitIdOf(event: CaptureEvent): string {
  return event.type === "visit" ? event.id : event.visit_id;
}

async function forgetHeld(visitIds: ReadonlySet<string>): Promise<void> {
  const db = await database();
  for (const visitId of visitIds) {
    for (const { company, domain } of await db.getAllFromIndex("contacts", "by_visit", visitId)) {
      await db.delete("contacts", [visitId, company, domain]);
    }
  }
}
