// Build step: parse the dated list texts, each into a serialized engine of its own. Never runs in the browser.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { FiltersEngine } from "@ghostery/adblocker";

/** File beside the manifest -> the lists in it. */
const LISTS = {
  "engine.bin": ["easylist.txt", "regional.txt", "own.txt"],
  "engine-tracking.bin": ["easyprivacy.txt"],
} as const;
export const ENGINE_FILES = Object.keys(LISTS);

/**
 * Write the shipped lists' engines into the folder `target`.
 *
 * `debug` keeps the exact text of every rule (an optimised engine fuses rules), since the person is shown the rule that
 * matched. The bytes belong to this version of the engine library, so they are made at every build.
 */
export async function buildEngineFiles(target: string): Promise<void> {
  const folder = resolve(import.meta.dirname, "texts");
  await mkdir(target, { recursive: true });
  for (const [file, lists] of Object.entries(LISTS)) {
    const texts = await Promise.all(lists.map((list) => readFile(resolve(folder, list), "utf8")));
    const engine = FiltersEngine.parse(texts.join("\n"), { debug: true, enableOptimizations: false });
    await writeFile(resolve(target, file), engine.serialize());
  }
}
