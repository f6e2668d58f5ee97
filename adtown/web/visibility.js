// When slots are filled: lazily as they come near the screen, or again and again while they are seen.

const NEAR_THE_SCREEN = "200px";

export function watchLazySlots(slots, fill) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        fill(slots.find(({ code }) => code === target.id));
      }
    },
    { rootMargin: NEAR_THE_SCREEN },
  );
  for (const { code } of slots) watcher.observe(document.getElementById(code));
}

export function watchRefreshingSlots(slots, everyMs, fill) {
  for (const slot of slots) {
    setInterval(() => {
      if (document.visibilityState === "visible") fill(slot);
    }, everyMs);
  }
}
