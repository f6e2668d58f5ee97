// What a control really changed: traits and this ad's figure, read before and after. Never a promise, always a reading.
import type { Answer } from "../../contract/messages";
import type { Explanation, TraitItem } from "../../contract/payloads";
import type { Extension } from "../extension";
import type { Strings } from "../strings";
import { totalLift } from "../drawing/contribution-rest";
import { factorMark } from "../words/figures";
import { isolated } from "../words/isolate";

const MAX_TRAITS = 3; // named one by one; a site may have fed a dozen

interface EffectContext {
  extension: Extension;
  strings: Strings;
  /** The ad whose figure is compared, where the control stands on an ad's card. */
  explanation?: Explanation;
  /** What is only left out keeps its strength: then only the ad is compared. */
  comparesTraits?: boolean;
}

export interface Effect<T> {
  answer: Answer<T>;
  /** Plain sentences; empty when the control did not work or nothing could be read. */
  effect: string;
}

export async function withEffect<T>(context: EffectContext, act: () => Promise<Answer<T>>): Promise<Effect<T>> {
  const readTraits = async () => (context.comparesTraits === false ? null : traitsOf(context.extension));
  const before = await readTraits();
  const answer = await act();
  if (!answer.ok) return { answer, effect: "" };
  const after = await readTraits();
  const sentences = before && after ? traitChanges(before, after, context.strings) : [];
  return { answer, effect: [...sentences, await adChange(context)].filter(Boolean).join(" ") };
}

async function traitsOf(extension: Extension): Promise<TraitItem[] | null> {
  const answer = await extension.ask("panel.traits", {});
  return answer.ok ? answer.value.traits : null;
}

/** Which traits are weaker, stronger or gone, the strongest first. */
export function traitChanges(before: readonly TraitItem[], after: readonly TraitItem[], strings: Strings): string[] {
  const { effect, level } = strings.aboutYou;
  const now = new Map(after.map((trait) => [keyOf(trait), trait]));
  const changes = before.flatMap((trait) => {
    const label = strings.quoted(isolated(trait.label, 60));
    const kept = now.get(keyOf(trait));
    if (!kept) return [effect.gone(label)];
    return kept.level === trait.level ? [] : [effect.levels(label, level[trait.level], level[kept.level])];
  });
  if (changes.length === 0) return [effect.none];
  const rest = changes.length - MAX_TRAITS;
  return rest > 0 ? [...changes.slice(0, MAX_TRAITS), effect.more(rest)] : changes;
}

const keyOf = ({ id, kind }: TraitItem): string => `${kind} ${id}`;

async function adChange({ extension, strings, explanation }: EffectContext): Promise<string> {
  if (!explanation) return "";
  const { effect } = strings.aboutYou;
  const answer = await extension.ask("panel.explanation", { impression_id: explanation.impression.id });
  if (!answer.ok) return effect.adGone;
  const [before, after] = [explanation, answer.value].map((one) => factorMark(totalLift(one).factor, strings.locale));
  return before === after ? effect.adSame : effect.ad(before ?? "", after ?? "");
}
