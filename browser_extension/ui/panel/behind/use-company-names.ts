import type { Names } from "../../words/behind";
import { useAnswer } from "../../use-answer";


/** Whose brand each domain is; empty until the background has looked them up. */
export function useCompanyNames(domains: readonly string[]): Names {
  const { value } = useAnswer("panel.companies", { domains: [...new Set(domains)] });
  return new Map(Object.entries(value ?? {})); // a page's domain may be called like something that objects have
}
