// An Extension that answers from the sample person. A change holds until the tour ends, and reaches nothing real.
import type { Answer, OwnMessages, PanelState } from "../../contract/messages";
import type { Correction, TraitItem } from "../../contract/payloads";
import type { Extension } from "../extension";
import type { Strings } from "../strings";
import { type Sample, sampleIn } from "./sample-person";

type Answers = { [K in keyof OwnMessages]?: (request: OwnMessages[K]["request"]) => OwnMessages[K]["response"] };

export function sampleExtension(strings: Strings, openOptions: () => void): Extension {
  const answers = answersFrom(sampleIn(strings), strings);
  return {
    async ask(type, request) {
      const answer = answers[type] as ((request: unknown) => unknown) | undefined;
      return { ok: true, value: answer?.(request) } as Answer<never>;
    },
    onChange: () => () => undefined,
    tabId: async () => null,
    openOptions,
    openPanel: () => undefined,
  };
}

function answersFrom(sample: Sample, strings: Strings): Answers {
  let traits = sample.traits;
  const corrected = (id: string, correction: Correction): TraitItem[] =>
    traits.map((trait) => (trait.id === id ? { ...trait, correction } : trait));
  const forgotten = (id: string): number => {
    const visits = traits.find((trait) => trait.id === id)?.visits ?? 0;
    traits = traits.filter((trait) => trait.id !== id);
    return visits;
  };
  return {
    "panel.state": () => stateOf(sample, strings),
    "panel.today": () => sample.ads,
    "panel.explanation": ({ impression_id }) => sample.explanation(impression_id),
    "panel.what_if": ({ impression_id }) => sample.whatIf(impression_id),
    "panel.alternatives": ({ impression_id }) => sample.alternatives(impression_id),
    "panel.traits": () => ({ traits, observed_since: sample.since }),
    "panel.provenance": ({ trait_id }) => sample.provenance(trait_id),
    "panel.correct_trait": ({ trait_id, correction }) => {
      traits = corrected(trait_id, correction);
    },
    "panel.forget_trait": ({ trait_id }) => ({ visits: forgotten(trait_id) }),
    "panel.forget_visits": ({ ids }) => {
      traits = traits.map((trait) => (trait.level === "strong" ? { ...trait, level: "weak" } : trait));
      return { visits: ids.length };
    },
    "panel.forget_site": () => ({ visits: 2 }),
  };
}

function stateOf({ ads, since }: Sample, strings: Strings): PanelState {
  // The tour stands on a page of the browser, where nothing is recorded; it must not look as if something were.
  const health = { state: "not_recordable", queued: 0, dropped: 0, last_ack: null, service_url: "" } as const;
  return {
    health,
    page: { domain: "", paused: false },
    store_label: strings.start.sampleLabel,
    observed_since: since,
    ads,
    focus_ad: null,
  };
}
