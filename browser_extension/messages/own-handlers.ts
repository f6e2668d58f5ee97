// What our own pages may ask: the panel, the popup and the options.
import { browser } from "wxt/browser";
import { showAllBadges } from "../badge";
import { ServiceError, callService, pairByCode, serviceUrl } from "../backend";
import { forgetSite, forgetTrait, forgetVisits } from "../capture/forget";
import { addOwnAddress, removeOwnAddress } from "../capture/own-addresses";
import { setPaused, setPausedSites, setSensitive } from "../capture/pause";
import type { CompanyName, OptionsState } from "../contract/messages";
import type {
  AlternativesResponse,
  Explanation,
  ProvenanceResponse,
  Settings,
  TraitsResponse,
  WhatIfResponse,
} from "../contract/payloads";
import { LISTS_DATE } from "../lists/lists-date";
import { forgetPairing } from "../store/pairing";
import { setServiceState } from "../store/service-state";
import { getSetting, setSetting } from "../store/settings";
import { brandOf } from "../trackers/companies";
import { setTrackerLists, trackers } from "../trackers/trackers";
import { faceSettings, setFace } from "./face-settings";
import { chooseStart } from "./first-run";
import { adsOfToday, panelState } from "./panel-state";
import { type OwnHandlers, SettingError } from "./registry";

const CODE = /^\d{8}$/;
/** The extension's rules allow connections to this host alone. */
const SERVICE_ADDRESS = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

export function ownHandlers(flushNow: () => Promise<void>, onOwnAddresses: () => Promise<void>): OwnHandlers {
  return {
    "panel.state": ({ tab_id }) => panelState(tab_id),
    "panel.explanation": ({ impression_id }) =>
      callService<Explanation>("GET", `/impressions/${encodeURIComponent(impression_id)}/explanation`),
    "panel.today": () => adsOfToday(),
    "panel.what_if": ({ impression_id, without }) =>
      callService<WhatIfResponse>("POST", `/impressions/${encodeURIComponent(impression_id)}/counterfactuals`, { without }),
    "panel.alternatives": ({ impression_id }) =>
      callService<AlternativesResponse>("GET", `/impressions/${encodeURIComponent(impression_id)}/alternatives`),
    "panel.traits": () => callService<TraitsResponse>("GET", "/traits"),
    "panel.provenance": ({ trait_id }) =>
      callService<ProvenanceResponse>("GET", `/traits/${encodeURIComponent(trait_id)}/provenance`),
    "panel.correct_trait": async ({ trait_id, correction }) => {
      await callService("PATCH", `/traits/${encodeURIComponent(trait_id)}`, { correction });
    },
    "panel.forget_trait": ({ trait_id }) => forgetTrait(trait_id),
    "panel.forget_visits": ({ ids }) => forgetVisits(ids),
    "panel.forget_site": ({ domain }) => forgetSite(domain),
    "panel.pause_site": ({ domain, paused }) => setPaused(domain, paused),
    "panel.feedback": async ({ impression_id, cause_kind, cause_id }) => {
      const body = { cause: { kind: cause_kind, id: cause_id }, opinion: "wrong" };
      await callService("POST", `/impressions/${encodeURIComponent(impression_id)}/feedback`, body);
    },
    "panel.companies": ({ domains }) => companyNames(domains),
    "panel.open_dashboard": () => openDashboard(),
    "face.get": () => faceSettings(),
    "face.set": (face) => setFace(face),
    "start.choose": ({ choice }) => chooseStart(choice),
    "options.pair": async ({ code }) => {
      await pair(code);
      await flushNow();
    },
    "options.unpair": () => unpair(),
    "options.get": () => optionsState(),
    "options.set_service_url": async ({ url }) => {
      await setServiceUrl(url);
      await flushNow();
    },
    "options.set_paused_sites": ({ domains }) => setPausedSites(domains),
    "options.set_tracker_lists": ({ rules, companies }) => setTrackerLists(rules, companies),
    "options.set_sensitive": ({ skip, rules }) => setSensitive(skip, rules),
    "options.add_address": async ({ text }) => {
      if (!(await addOwnAddress(text)))
        throw new SettingError("bad_address");
      await onOwnAddresses();
    },
    "options.remove_address": async ({ position }) => {
      await removeOwnAddress(position);
      await onOwnAddresses();
    },
    "options.set_settings": (settings) => callService<Settings>("PUT", "/settings", settings),
  };
}

async function pair(code: string): Promise<void> {
  const name = `${import.meta.env.FIREFOX ? "Firefox" : "Chromium"} on this computer`;
  const digits = code.replace(/[\s-]/g, "");
  if (!CODE.test(digits)) throw new SettingError("not_a_code");
  await setSetting("pairing", await pairByCode(digits, name));
}

async function unpair(): Promise<void> {
  const pairing = await getSetting("pairing");
  if (!pairing) return;
  // The token is thrown away whatever the service says: even where it does not answer, this browser is disconnected.
  const isWithdrawn = callService("DELETE", `/pairings/${encodeURIComponent(pairing.profile_id)}`).then(
    () => true,
    isUnknownToService,
  );
  await forgetPairing();
  await setServiceState("unpaired");
  await showAllBadges();
  if (!(await isWithdrawn)) {
    throw new SettingError("service_not_told");
  }
}

/** A service that no longer knows the token has nothing left to withdraw. */
function isUnknownToService(error: unknown): boolean {
  if (!(error instanceof ServiceError)) throw error;
  return error.status === 401 || error.status === 404;
}

async function setServiceUrl(text: string): Promise<void> {
  const url = text.trim().replace(/\/+$/, "").replace("//localhost:", "//127.0.0.1:");
  if (url !== "" && !SERVICE_ADDRESS.test(url)) {
    throw new SettingError("bad_service_url");
  }
  await setSetting("service_url", url === "" ? null : url);
}

async function companyNames(domains: readonly string[]): Promise<Record<string, CompanyName>> {
  const { companyOf, isTyped } = await trackers();
  const nameOf = (domain: string): CompanyName => {
    const owner = companyOf(domain);
    return { brand: (isTyped(domain) ? null : brandOf(domain)) ?? owner, owner };
  };
  return Object.fromEntries(domains.map((domain) => [domain, nameOf(domain)]));
}

async function openDashboard(): Promise<void> {
  const login = await callService<{ url: string }>("POST", "/dashboard-logins", {});
  if (!login.url.startsWith(`${await serviceUrl()}/`))
    throw new SettingError("foreign_dashboard");
  await browser.tabs.create({ url: login.url });
}

async function optionsState(): Promise<OptionsState> {
  const pairing = await getSetting("pairing");
  return {
    paired: pairing !== null,
    token_refused: (await getSetting("service_state")) === "token_refused",
    service_url: await serviceUrl(),
    paused_sites: await getSetting("paused_sites"),
    skip_sensitive: await getSetting("skip_sensitive"),
    sensitive_rules: await getSetting("sensitive_rules"),
    own_addresses: (await getSetting("own_addresses")).map(({ kind, masked }) => ({ kind, masked })),
    tracker_rules: await getSetting("tracker_rules"),
    tracker_companies: await getSetting("tracker_companies"),
    settings: pairing ? await callService<Settings>("GET", "/settings").catch(() => null) : null,
    lists_date: LISTS_DATE,
  };
}
