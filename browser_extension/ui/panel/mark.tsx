/** Whyad's mark: a balance line with one bar on each side, as the panel draws its reasons. */
export function Mark() {
  return (
    <svg class="mark" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <rect class="mark__towards" x="8" y="4" width="11" height="4" rx="1" />
      <rect class="mark__away" x="2" y="12" width="6" height="4" rx="1" />
      <rect class="mark__line" x="7.25" y="1" width="1.5" height="18" />
    </svg>
  );
}
