import { resolve } from "node:path";
import { defineConfig } from "wxt";
import { buildEngineFile } from "./lists/build-engine";
import { manifestFor } from "./manifest";

const ENGINE_FILE = resolve(import.meta.dirname, ".wxt/lists/engine.bin");

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser }) => manifestFor(browser),
  hooks: {
    // The filter lists are parsed once, here, and shipped as bytes that load in milliseconds.
    "build:publicAssets": async (_wxt, files) => {
      await buildEngineFile(ENGINE_FILE);
      files.push({ absoluteSrc: ENGINE_FILE, relativeDest: "engine.bin" });
    },
  },
});
