// The panel's three views, as tabs: this page's ads, today's, and what is inferred about the person.
import { useRef } from "preact/hooks";
import { useStrings } from "../strings";

export const VIEWS = ["page", "today", "you"] as const;
export type View = (typeof VIEWS)[number];

export const tabId = (view: View): string => `view-${view}`;
export const VIEW_PANEL_ID = "view-shown";

export function Views({ shown, onShow }: { shown: View; onShow: (view: View) => void }) {
  const { panel } = useStrings();
  const tabs = useRef<HTMLDivElement>(null);
  const show = (view: View): void => {
    onShow(view);
    tabs.current?.querySelector<HTMLElement>(`#${tabId(view)}`)?.focus();
  };
  return (
    <div
      class="views"
      role="tablist"
      aria-label={panel.views}
      ref={tabs}
      onKeyDown={(event) => {
        const view = viewAfter(shown, event.key);
        if (view) show(view);
      }}
    >
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          class="views__tab"
          id={tabId(view)}
          aria-selected={view === shown}
          aria-controls={view === shown ? VIEW_PANEL_ID : undefined}
          tabIndex={view === shown ? 0 : -1}
          onClick={() => onShow(view)}
        >
          {panel.view[view]}
        </button>
      ))}
    </div>
  );
}

/** As tabs are walked everywhere: arrows round and round, Home and End. */
export function viewAfter(shown: View, key: string): View | null {
  const last = VIEWS.length - 1;
  const at = VIEWS.indexOf(shown);
  const position = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
    key
  ];
  return position === undefined ? null : (VIEWS[position] ?? null);
}
