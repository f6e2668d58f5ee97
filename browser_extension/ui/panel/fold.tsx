import type { ComponentChildren } from "preact";
import { Chevron } from "./chevron";

interface FoldProps {
  title: string;
  children: ComponentChildren;
  onOpen?: () => void;
}

/** A part of the card that stays one click away. */
export function Fold({ title, children, onOpen }: FoldProps) {
  return (
    <details class="fold" onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}>
      <summary>
        {title}
        <Chevron isOpen={false} />
      </summary>
      <div class="fold__body">{children}</div>
    </details>
  );
}
