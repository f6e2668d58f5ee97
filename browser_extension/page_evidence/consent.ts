// What a page's consent manager says that the person agreed to, decoded here: which companies may, which may not.
import { GppModel } from "@iabgpp/cmpapi";
import { TCString } from "@iabtcf/core";
import type { ConsentSignal } from "../contract/payloads";
import { TCF_VENDORS } from "../lists/tcf-vendors";
import type { Signals } from "./auction-types";

const MAX_COMPANIES = 40;
/** IAB Europe’s numbered purposes, as its framework has them since version 2.2. */
const PURPOSES = Array.from({ length: 11 }, (_, index) => index + 1);
/** Fields of the sections for the United States that say "no" with 1 (opted out); 2 is "did not opt out". */
const OPT_OUTS = ["SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut"] as const;
const OPTED_OUT = 1;
const DID_NOT_OPT_OUT = 2;

/** The signals of a page as they concern `companies`, those that delivered an ad. */
export function consentSignals(
  signals: Signals,
  companies: readonly string[],
  companyOf: (host: string) => string,
): ConsentSignal[] {
  const vendors = TCF_VENDORS.map(([id, host]) => ({ id, company: companyOf(host) }));
  const concerned = vendors.filter(({ company }) => companies.includes(company));
  const decoded = [tcfSignal(signals.tc_string, concerned), gppSignal(signals.gpp_string), gpcSignal(signals.gpc)];
  return decoded.filter((signal): signal is ConsentSignal => signal !== null);
}

interface Vendor {
  id: number;
  company: string;
}

function tcfSignal(text: string, vendors: readonly Vendor[]): ConsentSignal | null {
  const model = text === "" ? null : readOrNull(() => TCString.decode(text));
  if (model === null) return null;
  const granted = new Set(vendors.filter(({ id }) => model.vendorConsents.has(id)).map(({ company }) => company));
  const refused = new Set(vendors.map(({ company }) => company).filter((company) => !granted.has(company)));
  return {
    framework: "tcf",
    granted: [...granted].slice(0, MAX_COMPANIES),
    refused: [...refused].slice(0, MAX_COMPANIES),
    companies: model.vendorConsents.size,
    opted_out: null,
    purposes: PURPOSES.filter((purpose) => model.purposeConsents.has(purpose)),
  };
}

/** The Global Privacy Platform names no companies; its sections for the United States tell an opt-out. */
function gppSignal(text: string): ConsentSignal | null {
  const model = text === "" ? null : readOrNull(() => new GppModel(text));
  if (model === null) return null;
  const sections = Object.values(readOrNull(() => model.toObject() as Record<string, Record<string, unknown>>) ?? {});
  const said = sections.flatMap((section) => OPT_OUTS.map((name) => section?.[name]));
  const opted_out = said.includes(OPTED_OUT) ? true : said.includes(DID_NOT_OPT_OUT) ? false : null;
  return { framework: "gpp", granted: [], refused: [], companies: 0, opted_out, purposes: null };
}

function gpcSignal(gpc: boolean | null): ConsentSignal | null {
  return gpc === null ? null : { framework: "gpc", granted: [], refused: [], companies: 0, opted_out: gpc, purposes: null };
}

/** The libraries throw at whatever is no string of theirs, and the page may have put anything there. */
function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
