import type { ComponentChildren } from "preact";
import { Chevron } from "./chevron";

/** A part of the card that stays one click away. */
export function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary>
        {title}
        <Chevron isOpen={false} />
      </summary>
      <div class="fold__body">{children}</div>
    </details>
  );
}
