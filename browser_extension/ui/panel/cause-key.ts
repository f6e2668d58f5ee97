import type { ContributionItem } from "../../contract/payloads";

/** A cause is a kind and what it is about; the same topic may be an interest and the page's subject at once. */
export const causeKey = ({ kind, id }: Pick<ContributionItem["cause"], "kind" | "id">): string => `${kind} ${id}`;
