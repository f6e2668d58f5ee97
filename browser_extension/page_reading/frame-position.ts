// Where a frame stands among its parent's frames. Both sides can see it, whatever their origins, and no page can forge
// it: window objects keep their identity across origins, and this code runs in a world of its own.

/** The position of this very frame in its parent's `frames`; -1 in a top document. */
export function ownPosition(): number {
  return window.parent === window ? -1 : positionOf(window, window.parent);
}

/**
 * The places of a frame element, level by level, from the top document of this script down; null if it is not shown.
 */
export function pathOf(frame: HTMLIFrameElement): number[] | null {
  const view = frame.ownerDocument.defaultView;
  if (!view || !frame.contentWindow) return null;
  const position = positionOf(frame.contentWindow, view);
  if (position < 0) return null;
  if (view === window) return [position];
  const outer = view.frameElement ? pathOf(view.frameElement as HTMLIFrameElement) : null;
  return outer && [...outer, position];
}

function positionOf(child: Window, parent: Window): number {
  for (let position = 0; position < parent.length; position += 1) {
    if (parent[position] === child) return position;
  }
  return -1;
}
