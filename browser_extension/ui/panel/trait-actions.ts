// What can be done about a trait, with what it changed told afterwards.
import type { Problem } from "../../contract/messages";
import type { Correction, TraitItem } from "../../contract/payloads";
import type { Extension } from "../extension";
import type { Strings } from "../strings";
import { problemLine } from "../words/problem";
import type { Action } from "./cause-actions";
import { withEffect } from "./control-effect";
import type { Notice } from "./use-notices";

interface TraitContext {
  trait: TraitItem;
  name: string;
  extension: Extension;
  strings: Strings;
}

export function traitActions(context: TraitContext): Action[] {
  const { control, done, aboutYou } = context.strings;
  const { correction } = context.trait;
  const corrections: Action[] =
    correction === "none"
      ? [
          corrected(context, "not_me", control.notMe.name, control.notMe.hint(context.name), done.notMe(context.name)),
          corrected(context, "muted", control.mute.name, control.mute.hint(context.name), done.mute(context.name)),
        ]
      : [corrected(context, "none", aboutYou.traits.use.name, aboutYou.traits.use.hint, done.undone(context.name))];
  return [...corrections, forget(context)];
}

function corrected(context: TraitContext, correction: Correction, name: string, hint: string, text: string): Action {
  const request = { trait_id: context.trait.id, correction };
  return {
    name,
    hint,
    confirmation: null,
    run: async () => {
      const answer = await context.extension.ask("panel.correct_trait", request);
      return answer.ok ? notice(text) : failure(answer.problem, context.strings);
    },
  };
}

function forget(context: TraitContext): Action {
  const { traits } = context.strings.aboutYou;
  const { extension, strings, trait, name } = context;
  return {
    name: traits.forget.name,
    hint: traits.forget.hint,
    confirmation: { ask: traits.forget.ask(name), confirm: traits.forget.confirm },
    run: async () => {
      const { answer, effect } = await withEffect({ extension, strings }, () =>
        extension.ask("panel.forget_trait", { trait_id: trait.id }),
      );
      return answer.ok ? notice(`${traits.forgot(answer.value.visits, name)} ${effect}`) : failure(answer.problem, strings);
    },
  };
}

const notice = (text: string): Notice => ({ cause_key: "", text, isProblem: false, makesStale: false, undo: null });

const failure = (problem: Problem, strings: Strings): Notice => ({
  ...notice(problemLine(problem, strings)),
  isProblem: true,
});
