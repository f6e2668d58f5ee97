// Puts one of our pages into the test document, fed by a scene.
import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";
import { FaceRoot } from "../../ui/face";
import { aState, OPTIONS, SCENES } from "../../ui/preview/scenes";
import { type SceneExtension, sceneExtension } from "../../ui/preview/scene-extension";

type Overrides = Parameters<typeof sceneExtension>[2];

export function sceneOf(name: string, overrides: Overrides = {}): SceneExtension {
  return sceneExtension(SCENES[name] ?? aState("recording"), OPTIONS[name] ?? (OPTIONS.paired as never), overrides);
}

export async function show(page: ComponentChild, extension: SceneExtension): Promise<HTMLElement> {
  document.body.innerHTML = "";
  const place = document.body.appendChild(document.createElement("div"));
  await act(async () => {
    render(<FaceRoot extension={extension}>{page}</FaceRoot>, place);
  });
  await settled();
  return place;
}

const ROUNDS = 6; // an answer may lead to another question; the longest chain here is three deep
const TURNS = 12; // promises between a question and its answer

/** Lets answers arrive and the page draw again, without a clock. */
export async function settled(): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await act(async () => {
      for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
    });
  }
}

export async function click(place: HTMLElement, name: string | RegExp): Promise<void> {
  await press(buttonNamed(place, name));
}

export async function press(control: HTMLElement | null): Promise<void> {
  await act(async () => control?.click());
  await settled();
}

export function buttonNamed(place: HTMLElement, name: string | RegExp): HTMLButtonElement {
  const matches = (text: string) => (typeof name === "string" ? text.includes(name) : name.test(text));
  const found = [...place.querySelectorAll("button")].find((button) => matches(button.textContent ?? ""));
  if (!found) throw new Error(`no button named ${name} in: ${place.textContent}`);
  return found;
}
