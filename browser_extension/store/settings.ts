// One typed getter and setter for everything the extension remembers by name.
import type { OwnAddress } from "../capture/own-addresses";
import type { PageVouched } from "../capture/page-vouched";
import type { HealthState, LanguageChoice } from "../contract/messages";
import { database } from "./database";

export interface StoredSettings {
  /** Kept here and not in extension storage, which content scripts can read. */
  pairing: { profile_id: string; token: string } | null;
  service_url: string | null;
  paused_sites: string[];
  /** Whether sites of the shipped list of sensitive ones are left out; so they are until the person says otherwise. */
  skip_sensitive: boolean;
  /** The person's own rules of what is nobody's business: domains, beginnings of addresses, words. */
  sensitive_rules: string[];
  /** The person's own e-mail addresses and numbers, as hashes; they leave this database for nowhere. */
  own_addresses: OwnAddress[];
  tracker_rules: string;
  tracker_companies: string;
  service_state: Extract<
    HealthState,
    "recording" | "unpaired" | "token_refused" | "service_down" | "wrong_service" | "version_mismatch"
  >;
  last_ack: string | null;
  /** The latest time the service could not be reached; `until` is null while it lasts. */
  outage: { since: string; until: string | null } | null;
  /** Length of all that waits in the outbox, as JSON. */
  queued_characters: number;
  /** Events given up because the outbox was full or the service refused them. */
  dropped: number;
  /** Ads of today that only their page vouches for; of an earlier day, if there were none today. */
  page_vouched: PageVouched | null;
  language: LanguageChoice;
  show_marks: boolean;
  /** The ad whose mark was clicked last, so that the panel can open at it. */
  focus_ad: { tab_id: number; impression_id: string } | null;
}

const DEFAULTS: StoredSettings = {
  pairing: null,
  service_url: null,
  paused_sites: [],
  skip_sensitive: true,
  sensitive_rules: [],
  own_addresses: [],
  tracker_rules: "",
  tracker_companies: "",
  service_state: "unpaired",
  last_ack: null,
  outage: null,
  queued_characters: 0,
  dropped: 0,
  page_vouched: null,
  language: "auto",
  show_marks: true,
  focus_ad: null,
};

export async function getSetting<Name extends keyof StoredSettings>(name: Name): Promise<StoredSettings[Name]> {
  const stored = (await (await database()).get("settings", name)) as StoredSettings[Name] | undefined;
  return stored === undefined ? DEFAULTS[name] : stored;
}

export async function setSetting<Name extends keyof StoredSettings>(
  name: Name,
  value: StoredSettings[Name],
): Promise<void> {
  await (await database()).put("settings", value, name);
}

export async function countDropped(events: number): Promise<void> {
  if (events > 0) await setSetting("dropped", (await getSetting("dropped")) + events);
}
