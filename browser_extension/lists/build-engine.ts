// Build step: parse the dated list texts into one serialized engine. Never runs in the browser.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { FiltersEngine } from "@ghostery/adblocker";

const LISTS = ["easylist.txt", "easyprivacy.txt"];

/**
 * Write the engine for the shipped lists to `target`.
 *
 * `debug` keeps the exact text of every rule (an optimised engine fuses rules), since the person is shown the rule that
 * matched. The bytes belong to this version of the engine library, so they are made at every build.
 */
export async function buildEngineFile(target: string): Promise<void> {
  const folder = resolve(import.meta.dirname, "texts");
  const texts = await Promise.all(LISTS.map((name) => readFile(resolve(folder, name), "utf8")));
  const engine = FiltersEngine.parse(texts.join("\n"), { debug: true, enableOptimizations: false });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, engine.serialize());
}
