/** Points down while closed, up while open. */
export function Chevron({ isOpen }: { isOpen: boolean }) {
  return (
    <svg
      class={isOpen ? "chevron chevron--open" : "chevron"}
      width="10"
      height="10"
      viewBox="0 0 10 10"
      aria-hidden="true"
    >
      <path d="M2 3.5 5 6.5 8 3.5" fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg>
  );
}
