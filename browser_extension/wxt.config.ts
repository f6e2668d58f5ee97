import { resolve } from "node:path";
import { defineConfig } from "wxt";
import { ENGINE_FILES, buildEngineFiles } from "./lists/build-engine";
import { manifestFor } from "./manifest";
import { noInnerHtml } from "./no-inner-html";

const ENGINE_FOLDER = resolve(import.meta.dirname, ".wxt/lists");

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser }) => manifestFor(browser),
  vite: () => ({ plugins: [noInnerHtml] }),
  zip: { name: "whyad", zipSources: true },
  hooks: {
    // The filter lists are parsed once, here, and shipped as bytes that load in milliseconds.
    "build:publicAssets": async (_wxt, files) => {
      await buildEngineFiles(ENGINE_FOLDER);
      for (const file of ENGINE_FILES)
        files.push({ absoluteSrc: resolve(ENGINE_FOLDER, file), relativeDest: file });
    },
  },
});
