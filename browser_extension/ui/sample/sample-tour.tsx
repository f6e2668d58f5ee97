// The panel with sample data: a made-up person, marked as such on every view. Nothing is asked of the background.
import { useMemo } from "preact/hooks";
import { ExtensionContext, useExtension } from "../extension";
import { Panel } from "../panel/panel";
import { useStrings } from "../strings";
import { sampleExtension } from "./sample-extension";

export function SampleTour({ onEnd }: { onEnd: () => void }) {
  const strings = useStrings();
  const real = useExtension();
  const extension = useMemo(() => sampleExtension(strings, real.openOptions), [strings, real]);
  return (
    <div class="tour">
      <aside class="tour__bar" aria-label={strings.start.look.name}>
        <span>{strings.start.sampleNote}</span>
        <button type="button" class="button" onClick={onEnd}>
          {strings.start.leaveSample}
        </button>
      </aside>
      <ExtensionContext.Provider value={extension}>
        <Panel />
      </ExtensionContext.Provider>
    </div>
  );
}
