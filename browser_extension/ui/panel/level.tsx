import type { TraitItem } from "../../contract/payloads";
import { useStrings } from "../strings";

const LEVELS = ["weak", "medium", "strong"] as const;

/** Strength in three steps, said in a word beside them. */
export function Level({ level }: { level: TraitItem["level"] }) {
  const { aboutYou } = useStrings();
  const reached = LEVELS.indexOf(level);
  return (
    <span class="level">
      <span class="level__steps" aria-hidden="true">
        {LEVELS.map((step, index) => (
          <span key={step} class={index <= reached ? "level__step level__step--on" : "level__step"} />
        ))}
      </span>
      <span class="heard-only">{aboutYou.traits.strength(aboutYou.level[level])}</span>
      <span aria-hidden="true">{aboutYou.level[level]}</span>
    </span>
  );
}
