import { useState } from "preact/hooks";
import type { Settings } from "../../contract/payloads";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { Result, useWork } from "./result";
import { Switch } from "./switch";

const MAX_DAYS = 3650; // ten years; the service accepts no more

/** Kept by the service, so they can only be changed while this browser is connected. */
export function SettingsSection({ settings }: { settings: Settings | null }) {
  const { options: text } = useStrings();
  return (
    <section class="options__section">
      <h2>{text.settings}</h2>
      {settings ? <SettingsForm settings={settings} /> : <p class="soft">{text.settingsOff}</p>}
    </section>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { options: text } = useStrings();
  const extension = useExtension();
  const [wanted, setWanted] = useState(settings);
  const change = (part: Partial<Settings>) => setWanted({ ...wanted, ...part });
  const save = useWork(
    () => extension.ask("options.set_settings", wanted),
    () => text.saved,
  );
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const days = wanted.retention_days;
    if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) return save.refuse(text.retentionWrong);
    void save.run();
  };
  return (
    <form class="options__form" noValidate onSubmit={onSubmit}>
      <RetentionField days={wanted.retention_days} onChange={(retention_days) => change({ retention_days })} />
      <Switch
        id="show-sensitive"
        name={text.sensitive}
        hint={text.sensitiveHint}
        isOn={wanted.show_sensitive}
        onChange={(show_sensitive) => change({ show_sensitive })}
      />
      <Switch
        id="use-stated"
        name={text.stated}
        hint={text.statedHint}
        isOn={wanted.use_stated_evidence}
        onChange={(use_stated_evidence) => change({ use_stated_evidence })}
      />
      <PlaceField place={wanted.place} onChange={(place) => change({ place })} />
      <button id="save-settings" type="submit" class="button" disabled={save.isWorking}>
        {text.save}
      </button>
      <Result id="settings-result" outcome={save.outcome} />
    </form>
  );
}

function RetentionField({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  const { options: text } = useStrings();
  return (
    <div class="field">
      <label for="retention-days">{text.retention}</label>
      <span class="row">
        <input
          id="retention-days"
          class="input input--number"
          type="number"
          min="1"
          max={MAX_DAYS}
          value={Number.isNaN(days) ? "" : days}
          onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
        {text.retentionUnit}
      </span>
    </div>
  );
}

function PlaceField({ place, onChange }: { place: string | null; onChange: (place: string | null) => void }) {
  const { options: text } = useStrings();
  return (
    <div class="field">
      <label for="place">{text.place}</label>
      <span class="small soft" id="place-hint">
        {text.placeHint}
      </span>
      <input
        id="place"
        class="input"
        value={place ?? ""}
        aria-describedby="place-hint"
        onInput={(event) => onChange(event.currentTarget.value.trim() || null)}
      />
    </div>
  );
}
