import type { LanguageChoice } from "../../contract/messages";
import { useFace } from "../face";
import { useStrings } from "../strings";
import { LANGUAGES } from "../strings/languages";
import { Switch } from "./switch";

/** Language and marks. Each choice holds at once, so there is nothing to save. */
export function FaceSection() {
  const { options: text } = useStrings();
  const { settings, change } = useFace();
  return (
    <section class="options__section">
      <h2>{text.face}</h2>
      <div class="options__form">
        <div class="field">
          <label for="language">{text.language}</label>
          <select
            id="language"
            class="input"
            value={settings.language}
            onChange={(event) => void change({ ...settings, language: event.currentTarget.value as LanguageChoice })}
          >
            <option value="auto">{text.languageAuto}</option>
            {LANGUAGES.map(({ language, languageName }) => (
              <option key={language} value={language} lang={language}>
                {languageName}
              </option>
            ))}
          </select>
        </div>
        <Switch
          id="show-marks"
          name={text.marks}
          hint={text.marksHint}
          isOn={settings.show_marks}
          onChange={(show_marks) => void change({ ...settings, show_marks })}
        />
      </div>
    </section>
  );
}
