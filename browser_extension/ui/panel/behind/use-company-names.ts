import type { Names } from "../../words/behind";
import { useAnswer } from "../../use-answer";

const NO_NAMES: Names = {};

/** Whose brand each domain is; empty until the background has looked them up. */
export function useCompanyNames(domains: readonly string[]): Names {
  const { value } = useAnswer("panel.companies", { domains: [...new Set(domains)] });
  return value ?? NO_NAMES;
}
