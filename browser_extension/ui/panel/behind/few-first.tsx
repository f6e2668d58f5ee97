import type { VNode } from "preact";
import { useStrings } from "../../strings";

/** The first few lines of a list, the others one click away. */
export function FewFirst({ items, shown }: { items: VNode[]; shown: number }) {
  const { behind } = useStrings();
  const first = items.length === shown + 1 ? items.length : shown; // a click for a single line more is not worth it
  const rest = items.slice(first);
  if (items.length === 0) return null;
  return (
    <>
      <ul class="companies">{items.slice(0, first)}</ul>
      {rest.length > 0 && (
        <details>
          <summary class="small">{behind.more(rest.length)}</summary>
          <ul class="companies">{rest}</ul>
        </details>
      )}
    </>
  );
}
