// A page that shows any scene: ?page=panel|popup|options|start&scene=NAME&lang=auto|en|de.
import { render } from "preact";
import "../theme.css";
import "../elements.css";
import "../panel/panel.css";
import "../popup/popup.css";
import "../options/options.css";
import type { LanguageChoice } from "../../contract/messages";
import { FaceRoot } from "../face";
import { OptionsPage } from "../options/options-page";
import { Panel } from "../panel/panel";
import { Popup } from "../popup/popup";
import "../start/start.css";
import { StartPage } from "../start/start-page";
import { sceneExtension } from "./scene-extension";
import { aState, OPTIONS, SCENES } from "./scenes";

const query = new URLSearchParams(location.search);
const scene = query.get("scene") ?? "ads";
if (!(scene in SCENES || scene in OPTIONS)) throw new Error(`no scene is called ${scene}`);
const PAGES = { panel: <Panel />, popup: <Popup />, options: <OptionsPage />, start: <StartPage /> } as const;
const page = PAGES[(query.get("page") ?? "panel") as keyof typeof PAGES];
const extension = sceneExtension(SCENES[scene] ?? aState("recording"), OPTIONS[scene] ?? (OPTIONS.paired as never));
const place = document.getElementById("page");
extension.speak((query.get("lang") ?? "auto") as LanguageChoice);
if (place) render(<FaceRoot extension={extension}>{page}</FaceRoot>, place);
