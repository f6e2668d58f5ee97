// Puts one of our pages into the test document, fed by a scene.
import { type ComponentChild, render } from "preact";
import { ExtensionContext } from "../../ui/extension";
import { aState, OPTIONS, SCENES } from "../../ui/preview/scenes";
import { type SceneExtension, sceneExtension } from "../../ui/preview/scene-extension";
import { StringsContext, stringsFor } from "../../ui/strings";

type Overrides = Parameters<typeof sceneExtension>[2];

export function sceneOf(name: string, overrides: Overrides = {}): SceneExtension {
  return sceneExtension(SCENES[name] ?? aState("recording"), OPTIONS[name] ?? (OPTIONS.paired as never), overrides);
}

export async function show(page: ComponentChild, extension: SceneExtension): Promise<HTMLElement> {
  document.body.innerHTML = "";
  const place = document.body.appendChild(document.createElement("div"));
  render(
    <StringsContext.Provider value={stringsFor("en-GB")}>
      <ExtensionContext.Provider value={extension}>{page}</ExtensionContext.Provider>
    </StringsContext.Provider>,
    place,
  );
  await settled();
  return place;
}

/** Lets answers arrive and the page draw again. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));

export async function click(place: HTMLElement, name: string | RegExp): Promise<void> {
  buttonNamed(place, name).click();
  await settled();
}

export function buttonNamed(place: HTMLElement, name: string | RegExp): HTMLButtonElement {
  const matches = (text: string) => (typeof name === "string" ? text.includes(name) : name.test(text));
  const found = [...place.querySelectorAll("button")].find((button) => matches(button.textContent ?? ""));
  if (!found) throw new Error(`no button named ${name} in: ${place.textContent}`);
  return found;
}
