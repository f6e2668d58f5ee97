// The language in use, as the background knows it.
import { getSetting } from "../../store/settings";
import { languageOf } from "./languages";

export async function chosenLanguage(): Promise<string> {
  return languageOf(await getSetting("language"));
}
