// How our pages look: their language, chosen by the person or the browser, for everything inside.
import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import type { FaceSettings } from "../contract/messages";
import { type Extension, ExtensionContext } from "./extension";
import { StringsContext } from "./strings";
import { languageOf, wordsOf } from "./strings/languages";

interface Face {
  settings: FaceSettings;
  change(settings: FaceSettings): Promise<boolean>;
}

const DEFAULT: FaceSettings = { language: "auto", show_marks: true };
const FaceContext = createContext<Face | null>(null);

/** Everything of one page, once it is known in which language. */
export function FaceRoot({ extension, children }: { extension: Extension; children: ComponentChildren }) {
  const [settings, setSettings] = useState<FaceSettings | null>(null);
  const load = useCallback(async () => {
    const answer = await extension.ask("face.get", {});
    setSettings((last) => (answer.ok ? answer.value : (last ?? DEFAULT)));
  }, [extension]);
  useEffect(() => {
    void load();
    return extension.onChange(() => void load());
  }, [extension, load]);
  const change = async (wanted: FaceSettings): Promise<boolean> => {
    const answer = await extension.ask("face.set", wanted);
    if (answer.ok) setSettings(answer.value);
    return answer.ok;
  };
  if (!settings) return null;
  const strings = stringsOf(settings);
  document.documentElement.lang = strings.language;
  return (
    <FaceContext.Provider value={{ settings, change }}>
      <StringsContext.Provider value={strings}>
        <ExtensionContext.Provider value={extension}>{children}</ExtensionContext.Provider>
      </StringsContext.Provider>
    </FaceContext.Provider>
  );
}

const stringsOf = ({ language }: FaceSettings) => wordsOf(languageOf(language));

export function useFace(): Face {
  const face = useContext(FaceContext);
  if (!face) throw new Error("useFace needs a FaceRoot around the page");
  return face;
}
