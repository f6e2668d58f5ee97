// Build step: parse the dated list texts, each into a serialized engine of its own. Never runs in the browser.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { FiltersEngine } from "@ghostery/adblocker";

/** List -> file beside the manifest. */
export const ENGINES = { "easylist.txt": "engine.bin", "easyprivacy.txt": "engine-tracking.bin" } as const;

/**
 * Write the shipped lists' engines into the folder `target`.
 *
 * `debug` keeps the exact text of every rule (an optimised engine fuses rules), since the person is shown the rule that
 * matched. The bytes belong to this version of the engine library, so they are made at every build.
 */
export async function buildEngineFiles(target: string): Promise<void> {
  const folder = resolve(import.meta.dirname, "texts");
  await mkdir(target, { recursive: true });
  for (const [list, file] of Object.entries(ENGINES)) {
    const text = await readFile(resolve(folder, list), "utf8");
    const engine = FiltersEngine.parse(text, { debug: true, enableOptimizations: false });
    await writeFile(resolve(target, file), engine.serialize());
  }
}
