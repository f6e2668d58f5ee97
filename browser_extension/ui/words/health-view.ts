// What the top of every page says: what the state means, the one thing to do, and what happened to things not yet sent.
import type { HealthState, PanelState } from "../../contract/messages";
import type { Strings } from "../strings";
import { isolated } from "./isolate";
import { moment } from "./times";

export type Tone = "good" | "hold" | "bad";
export type HealthAction = "pause" | "resume" | "options" | null;

export interface HealthView {
  tone: Tone;
  title: string;
  meaning: string;
  todo: string;
  action: HealthAction;
  /** Sentences about the queue, empty when there is nothing to tell. */
  queue: string[];
}

const TONES: Record<HealthState, Tone> = {
  recording: "good",
  paused_here: "hold",
  sensitive_site: "hold",
  private_window: "hold",
  not_recordable: "hold",
  unpaired: "bad",
  opened_unpaired: "hold",
  token_refused: "bad",
  service_down: "bad",
  wrong_service: "bad",
  version_mismatch: "bad",
};

const ACTIONS: Record<HealthState, HealthAction> = {
  recording: "pause",
  paused_here: "resume",
  sensitive_site: null,
  private_window: null,
  not_recordable: null,
  unpaired: "options",
  opened_unpaired: null,
  token_refused: "options",
  service_down: null,
  wrong_service: "options",
  version_mismatch: null,
};

const PLATFORM_NAMES: Readonly<Record<string, string>> = { google: "Google", meta: "Meta", x: "X" };

export function healthView(state: PanelState, now: Date, strings: Strings): HealthView {
  const { health, page } = state;
  const text = strings.health[health.state](page.domain ? isolated(page.domain) : "", health.service_url);
  const action = health.state === "recording" && !page.domain ? null : ACTIONS[health.state];
  return { ...text, tone: TONES[health.state], action, queue: queueSentences(state, now, strings) };
}

function queueSentences({ health, card }: PanelState, now: Date, strings: Strings): string[] {
  const { queue } = strings;
  const sentences = [outageSentence(health, now, strings)];
  if (health.queued > 0) sentences.push(queue.waiting(health.queued));
  if (health.outage?.until && health.queued === 0) sentences.push(queue.allSent);
  if (health.dropped > 0) sentences.push(queue.dropped(health.dropped));
  if (card && !card.is_read) sentences.push(queue.unreadableCard(PLATFORM_NAMES[card.platform] ?? card.platform));
  return sentences.filter((sentence) => sentence !== "");
}

function outageSentence(health: PanelState["health"], now: Date, { queue, locale }: Strings): string {
  const { outage } = health;
  if (outage?.until) {
    // An end on the day it began needs no second date.
    return queue.outage(moment(outage.since, now, locale), moment(outage.until, new Date(outage.since), locale));
  }
  if (health.state !== "service_down") return "";
  // Without a recorded outage the last receipt is the latest time at which the service was surely there.
  const since = outage?.since ?? health.last_ack;
  return since ? queue.since(moment(since, now, locale)) : "";
}
