// What can be done about one cause: each action with its words, its request to the background and what it then says.
import type { Answer } from "../../contract/messages";
import type { CauseKind, ContributionItem, Explanation } from "../../contract/payloads";
import type { Extension } from "../extension";
import type { Strings } from "../strings";
import { isolated } from "../words/isolate";
import { problemLine } from "../words/problem";
import { sitesOf, visitsBehind } from "../words/visits-behind";
import { causeKey } from "./cause-key";
import { withEffect } from "./control-effect";
import type { Notice } from "./use-notices";

/** Only what is inferred about the person can be wrong about them. */
const TRAIT_KINDS: readonly CauseKind[] = ["interest", "purchase_intent", "demographic"];
const MAX_SITES = 2; // sites offered one by one; the dashboard forgets any other

export interface Action {
  name: string;
  hint: string;
  /** Present for what cannot be undone. */
  confirmation: { ask: string; confirm: string } | null;
  run: () => Promise<Notice>;
}

export interface ActionContext {
  contribution: ContributionItem;
  explanation: Explanation;
  name: string;
  extension: Extension;
  strings: Strings;
  onDone: (notice: Notice) => void;
}

export function actionsFor(context: ActionContext): Action[] {
  const { contribution, strings } = context;
  const visits = visitsBehind(contribution.evidence);
  const isTrait = TRAIT_KINDS.includes(contribution.cause.kind);
  const isPage = contribution.cause.kind === "page_context";
  const sites =
    contribution.cause.kind === "retargeting" ? [contribution.cause.id] : sitesOf(visits).slice(0, MAX_SITES);
  return [
    ...(isTrait
      ? [correction(context, "not_me", strings.control.notMe), correction(context, "muted", strings.control.mute)]
      : []),
    ...(visits.length > 0
      ? [
          forgetVisits(
            context,
            visits.map(({ visit_id }) => visit_id),
          ),
        ]
      : []),
    ...sites.map((domain) => forgetSite(context, domain)),
    ...(isPage ? [pauseHere(context)] : []),
    saysWrong(context),
  ];
}

type NoticeParts = Pick<Notice, "text"> & Partial<Pick<Notice, "makesStale" | "undo">>;

/** The notice of an answer: what was done, or what went wrong. */
function noticeOf<T>(context: ActionContext, answer: Answer<T>, done: (value: T) => NoticeParts): Notice {
  const base = {
    cause_key: causeKey(context.contribution.cause),
    isProblem: !answer.ok,
    makesStale: false,
    undo: null,
  };
  if (answer.ok) return { ...base, ...done(answer.value) };
  return { ...base, text: problemLine(answer.problem, context.strings) };
}

function correction(context: ActionContext, kind: "not_me" | "muted", words: Strings["control"]["mute"]): Action {
  const { contribution, extension, strings, name, onDone } = context;
  const set = (value: "not_me" | "muted" | "none") =>
    extension.ask("panel.correct_trait", { trait_id: contribution.cause.id, correction: value });
  const text = kind === "not_me" ? strings.done.notMe(name) : strings.done.mute(name);
  const undo = async () =>
    onDone(noticeOf(context, await set("none"), () => ({ text: strings.done.undone(name), makesStale: true })));
  return {
    name: words.name,
    hint: words.hint(name),
    confirmation: null,
    run: async () => {
      const { answer, effect } = await withEffect({ ...context, comparesTraits: false }, () => set(kind));
      return noticeOf(context, answer, () => ({
        text: `${text} ${effect}`.trim(),
        makesStale: true,
        undo: () => void undo(),
      }));
    },
  };
}

function forgetVisits(context: ActionContext, ids: string[]): Action {
  const { control, done } = context.strings;
  return {
    name: control.forgetVisits.name(ids.length),
    hint: control.forgetVisits.hint(ids.length),
    confirmation: { ask: control.forgetVisits.ask(ids.length), confirm: control.forgetVisits.confirm(ids.length) },
    run: async () => {
      const { answer, effect } = await withEffect(context, () => context.extension.ask("panel.forget_visits", { ids }));
      return noticeOf(context, answer, ({ visits }) => ({
        text: `${done.forgotVisits(visits)} ${effect}`.trim(),
        makesStale: true,
      }));
    },
  };
}

function forgetSite(context: ActionContext, domain: string): Action {
  const { control, done } = context.strings;
  const site = isolated(domain, 60);
  return {
    name: control.forgetSite.name(site),
    hint: control.forgetSite.hint,
    confirmation: { ask: control.forgetSite.ask(site), confirm: control.forgetSite.confirm(site) },
    run: async () => {
      const { answer, effect } = await withEffect(context, () =>
        context.extension.ask("panel.forget_site", { domain }),
      );
      return noticeOf(context, answer, ({ visits }) => ({
        text: `${done.forgotSite(visits, site)} ${effect}`.trim(),
        makesStale: true,
      }));
    },
  };
}

function pauseHere(context: ActionContext): Action {
  const { explanation, extension, strings, onDone } = context;
  const domain = explanation.impression.page_domain;
  const site = isolated(domain, 60);
  const set = (paused: boolean) => extension.ask("panel.pause_site", { domain, paused });
  const undo = async () => onDone(noticeOf(context, await set(false), () => ({ text: strings.done.resumed(site) })));
  return {
    name: strings.control.pause.name,
    hint: strings.control.pause.hint(site),
    confirmation: null,
    run: async () =>
      noticeOf(context, await set(true), () => ({ text: strings.done.paused(site), undo: () => void undo() })),
  };
}

function saysWrong(context: ActionContext): Action {
  const { contribution, explanation, strings } = context;
  return {
    ...strings.control.wrong,
    confirmation: null,
    run: async () => {
      const { kind, id } = contribution.cause;
      const request = { impression_id: explanation.impression.id, cause_kind: kind, cause_id: id };
      return noticeOf(context, await context.extension.ask("panel.feedback", request), () => ({
        text: strings.done.wrong,
      }));
    },
  };
}
