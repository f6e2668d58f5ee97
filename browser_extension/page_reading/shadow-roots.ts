// Shadow roots, closed ones too: browsers open them to content scripts, never to the page.

type RootOf = (element: HTMLElement) => ShadowRoot | null;

/** Elements that can hold a shadow root and show nothing of their own. */
const PLAIN_HOSTS = "div:empty, section:empty, aside:empty, article:empty, span:empty";
/** A page of nothing but components has many; nested ones count too. */
const MAX_ROOTS = 300;

/** The shadow roots in a document, shadow root or element (its own first), and those inside them. */
export function shadowRootsIn(root: Document | ShadowRoot | Element): ShadowRoot[] {
  const found: ShadowRoot[] = [];
  const waiting: (Document | ShadowRoot | Element)[] = [root];
  for (let next = waiting.pop(); next && found.length < MAX_ROOTS; next = waiting.pop()) {
    for (const host of possibleHosts(next)) {
      const inner = rootOf(host as HTMLElement);
      if (!inner) continue;
      found.push(inner);
      waiting.push(inner);
    }
  }
  return found;
}

function possibleHosts(root: Document | ShadowRoot | Element): Element[] {
  const own = root instanceof Element ? [root] : [];
  const custom = [...root.querySelectorAll("*")].filter(({ localName }) => localName.includes("-"));
  return [...own, ...custom, ...root.querySelectorAll(PLAIN_HOSTS)];
}

/** Chromium has a function for it, Firefox a property. */
const rootOf: RootOf = (element) => {
  const { chrome } = globalThis as { chrome?: { dom?: { openOrClosedShadowRoot?: RootOf } } };
  const opened = chrome?.dom?.openOrClosedShadowRoot;
  if (opened) return opened(element);
  return (element as { openOrClosedShadowRoot?: ShadowRoot }).openOrClosedShadowRoot ?? element.shadowRoot;
};
