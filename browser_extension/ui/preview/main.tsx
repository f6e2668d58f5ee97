// A page that shows any scene: ?page=panel|popup|options&scene=NAME&open=1 (opens the first card and its first cause).
import { render } from "preact";
import "../theme.css";
import "../elements.css";
import "../panel/panel.css";
import "../popup/popup.css";
import "../options/options.css";
import { ExtensionContext } from "../extension";
import { OptionsPage } from "../options/options-page";
import { Panel } from "../panel/panel";
import { Popup } from "../popup/popup";
import { StringsContext, stringsFor } from "../strings";
import { sceneExtension } from "./scene-extension";
import { aState, OPTIONS, SCENES } from "./scenes";

const query = new URLSearchParams(location.search);
const scene = query.get("scene") ?? "ads";
const PAGES = { panel: <Panel />, popup: <Popup />, options: <OptionsPage /> } as const;
const page = PAGES[(query.get("page") ?? "panel") as keyof typeof PAGES];
const extension = sceneExtension(SCENES[scene] ?? aState("recording"), OPTIONS[scene] ?? (OPTIONS.paired as never));
const place = document.getElementById("page");
if (place) {
  render(
    <StringsContext.Provider value={stringsFor(navigator.language)}>
      <ExtensionContext.Provider value={extension}>{page}</ExtensionContext.Provider>
    </StringsContext.Provider>,
    place,
  );
}
