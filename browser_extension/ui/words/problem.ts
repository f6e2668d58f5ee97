// What went wrong, in the reader's language.
import type { Problem } from "../../contract/messages";
import type { Strings } from "../strings";
import type { ProblemText } from "../strings/en/problems";

/** A service newer than this extension may know more codes. */
export function problemText({ code, line }: Problem, { problems }: Strings): ProblemText {
  const { title, detail } = Object.hasOwn(problems.texts, code) ? problems.texts[code] : problems.texts.refused;
  return { title, detail: line === undefined ? detail : `${problems.inLine(line)} ${detail}` };
}

export function problemLine(problem: Problem, strings: Strings): string {
  const { title, detail } = problemText(problem, strings);
  return `${title}. ${detail}`;
}
