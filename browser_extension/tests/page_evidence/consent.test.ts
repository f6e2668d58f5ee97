import { GppModel } from "@iabgpp/cmpapi";
import { GVL, TCModel, TCString } from "@iabtcf/core";
import { expect, test } from "vitest";
import { NO_SIGNALS } from "../../page_evidence/auction-types";
import { consentSignals } from "../../page_evidence/consent";
import { companyOf } from "../../trackers/companies";

const known = (host: string) => companyOf(host, new Map());
const signals = (changes: object) => consentSignals({ ...NO_SIGNALS, ...changes }, ["Microsoft", "Criteo"], known);

const NONE = { specialPurposes: [], features: [], specialFeatures: [] };

/** A string in which the companies with these numbers were given consent; made by the library that sites use. */
function tcString(...vendors: number[]): string {
  const ids = [...vendors, 1000].map((id) => [
    id,
    { id, name: "A company", purposes: [1], legIntPurposes: [], flexiblePurposes: [], ...NONE },
  ]);
  const list = { gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 4, lastUpdated: "2026-01-01" };
  const empty = { purposes: { 1: { id: 1 } }, specialPurposes: {}, features: {}, specialFeatures: {}, stacks: {} };
  const model = new TCModel(new GVL({ ...list, ...empty, vendors: Object.fromEntries(ids) } as never));
  model.cmpId = 31;
  model.cmpVersion = 1;
  model.vendorConsents.set(vendors);
  model.purposeConsents.set([1, 7]);
  return TCString.encode(model);
}

test("which of the ad's companies were given consent, and for what, is read from the string", () => {
  expect(signals({ tc_string: tcString(32, 755) })).toEqual([
    { framework: "tcf", granted: ["Microsoft"], refused: ["Criteo"], companies: 2, opted_out: null, purposes: [1, 7] },
  ]);
});

test.each([
  [1, true],
  [2, false],
  [0, null],
])("an opt-out in the United States' section (%s) is told as it is", (value, opted_out) => {
  const model = new GppModel();
  model.setFieldValue("usnat", "SaleOptOut", value);
  model.setFieldValue("usnat", "SharingOptOut", value);
  model.setFieldValue("usnat", "TargetedAdvertisingOptOut", value);
  expect(signals({ gpp_string: model.encode() })).toMatchObject([{ framework: "gpp", opted_out }]);
});

test("the browser's own signal is told where it has one", () => {
  expect(signals({ gpc: true })).toMatchObject([{ framework: "gpc", opted_out: true }]);
  expect(signals({})).toEqual([]);
});

test.each(["x", "CPX", "…", "A".repeat(20_000), "DBABLA~zzz"])(
  "a string that is no consent does no harm: %s",
  (text) => {
    expect(() => signals({ tc_string: text, gpp_string: text })).not.toThrow();
  },
);
