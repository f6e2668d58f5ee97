// A suspicion put to the test: the answer computed again without what is suspected.
import type { WhatIfResponse, WithoutItem } from "../../contract/payloads";
import type { Strings } from "../strings";
import { HARDLY, siteIn, type SuspicionAnswer, type SuspicionKind } from "./suspicion";

const MOST_VISITS = 32; // that the service leaves out at once

/** What to leave out to test a suspicion; empty where nothing single can be left out. */
export function withoutSuspected(kind: SuspicionKind, choice: string | null, answer: SuspicionAnswer): WithoutItem[] {
  if (kind === "shop" && choice?.trim()) return [{ kind: "site", domain: siteIn(choice.trim()) }];
  if (kind !== "search" && kind !== "shop") return [];
  return answer.visits.slice(0, MOST_VISITS).map(({ visit_id }) => ({ kind: "visit", id: visit_id }));
}

/** The answer with what the test showed: a clue that changes nothing is a part at most, and so is one nobody saw. */
export function rescored(answer: SuspicionAnswer, { before, after }: WhatIfResponse, strings: Strings): SuspicionAnswer {
  const { suspicion } = strings.aboutYou;
  const drop = before.lift.log_odds - after.lift.log_odds;
  if (answer.verdict === "yes" && drop < HARDLY)
    return { ...answer, verdict: "partly", sentences: [...answer.sentences, suspicion.othersToo] };
  if (answer.verdict === "no" && drop >= HARDLY)
    return { ...answer, verdict: "partly", tier: "modelled", sentences: [suspicion.onlyRescored] };
  return answer;
}
