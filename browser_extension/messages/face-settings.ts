// How Whyad shows itself in this browser: its language, and whether ads carry a mark.
import { browser } from "wxt/browser";
import { tellMarksChanged } from "../badge";
import type { FaceSettings, LanguageChoice } from "../contract/messages";
import { database } from "../store/database";
import { getSetting, setSetting } from "../store/settings";

const CHOICES: readonly LanguageChoice[] = ["auto", "en", "de"];

export async function faceSettings(): Promise<FaceSettings> {
  return { language: await getSetting("language"), show_marks: await getSetting("show_marks") };
}

export async function setFace({ language, show_marks }: FaceSettings): Promise<FaceSettings> {
  await setSetting("language", CHOICES.includes(language) ? language : "auto");
  await setSetting("show_marks", show_marks !== false);
  for (const tab of await (await database()).getAllKeys("tabs")) await tellMarksChanged(tab);
  // Our other open pages change with this one; rejects when there are none.
  await browser.runtime.sendMessage({ type: "state.changed" }).catch(() => undefined);
  return faceSettings();
}
