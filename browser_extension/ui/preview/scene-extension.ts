// An Extension that answers from a scene and remembers what it was asked.
import alternativesExample from "../../../tests/payloads/alternatives_response.json";
import whatIfExample from "../../../tests/payloads/counterfactual_response.json";
import type { Answer, FaceSettings, OptionsState, OwnMessages, PanelState } from "../../contract/messages";
import type { AlternativesResponse, Explanation, TraitItem, WhatIfResponse } from "../../contract/payloads";
import type { Extension } from "../extension";
import { nameOf } from "./behind-scene";
import { explanationFor, provenanceFor, TODAY, TRAITS } from "./scenes";

type Answers = {
  [K in keyof OwnMessages]: (request: OwnMessages[K]["request"]) => OwnMessages[K]["response"] | Promise<never>;
};

export interface SceneExtension extends Extension {
  asked: { type: keyof OwnMessages; request: unknown }[];
  change(state: PanelState): void;
  speak(language: FaceSettings["language"]): void;
}

export function sceneExtension(
  state: PanelState,
  options: OptionsState,
  overrides: Partial<Answers> = {},
): SceneExtension {
  let shown = state;
  let isChanged = false; // something was corrected or forgotten: what follows is told without it
  let face: FaceSettings = { language: "auto", show_marks: true };
  const listeners = new Set<() => void>();
  const asked: SceneExtension["asked"] = [];
  const nothing = () => undefined;
  const answers: Answers = {
    "panel.state": () => shown,
    "panel.explanation": ({ impression_id }) => (isChanged ? withoutFirst : same)(explanationFor(impression_id)),
    "panel.today": () => TODAY,
    "panel.what_if": () => whatIfExample as WhatIfResponse,
    "panel.alternatives": () => alternativesExample as AlternativesResponse,
    "panel.traits": () => ({ traits: isChanged ? weakened(TRAITS) : TRAITS, observed_since: "2026-10-30T08:00:00Z" }),
    "panel.provenance": ({ trait_id }) => provenanceFor(trait_id),
    "panel.forget_trait": () => ({ visits: 6 }),
    "panel.correct_trait": () => {
      isChanged = true;
    },
    "panel.forget_visits": ({ ids }) => {
      isChanged = true;
      return { visits: ids.length };
    },
    "panel.forget_site": () => {
      isChanged = true;
      return { visits: 3 };
    },
    "panel.pause_site": nothing,
    "panel.feedback": nothing,
    "panel.companies": ({ domains }) => Object.fromEntries(domains.map((domain) => [domain, nameOf(domain)])),
    "panel.open_dashboard": nothing,
    "face.get": () => face,
    "face.set": (wanted) => {
      face = wanted;
      return face;
    },
    "start.choose": nothing,
    "options.pair": nothing,
    "options.unpair": nothing,
    "options.get": () => options,
    "options.set_service_url": nothing,
    "options.set_paused_sites": nothing,
    "options.set_tracker_lists": ({ rules, companies }) => ({ rules: lines(rules), companies: lines(companies) }),
    "options.set_sensitive": nothing,
    "options.add_address": nothing,
    "options.remove_address": nothing,
    "options.set_settings": (settings) => settings,
    ...overrides,
  };
  return {
    asked,
    change(next) {
      shown = next;
      for (const listener of listeners) listener();
    },
    speak(language) {
      face = { ...face, language };
    },
    async ask(type, request) {
      if (type !== "face.get") asked.push({ type, request }); // every page asks that first
      const answer = answers[type] as (request: unknown) => unknown;
      return { ok: true, value: await answer(request) } as Answer<never>;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tabId: async () => 1,
    openOptions: nothing,
    openPanel: nothing,
  };
}

const same = (explanation: Explanation): Explanation => explanation;

function withoutFirst(explanation: Explanation): Explanation {
  const { lift, contributions } = explanation;
  const gone = contributions[0]?.log_odds ?? 0;
  const left = { log_odds: lift.log_odds - gone, low: lift.low - gone, high: lift.high - gone };
  return { ...explanation, contributions: contributions.slice(1), lift: { ...left, factor: Math.exp(left.log_odds) } };
}

const weakened = ([first, ...rest]: TraitItem[]): TraitItem[] =>
  first ? [{ ...first, level: "weak" }, ...rest] : rest;

const lines = (text: string): number => text.split("\n").filter((line) => line.trim() !== "").length;
