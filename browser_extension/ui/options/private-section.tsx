import { useState } from "preact/hooks";
import type { OptionsState } from "../../contract/messages";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { Result, useWork } from "./result";
import { Switch } from "./switch";
import { TextArea } from "./text-area";

/** Which pages are left out because they are nobody's business: the shipped list, and the person's own rules. */
export function PrivateSection({ options, onChanged }: { options: OptionsState; onChanged: () => Promise<void> }) {
  const { options: text } = useStrings();
  const extension = useExtension();
  const [skip, setSkip] = useState(options.skip_sensitive ?? true);
  const [rules, setRules] = useState((options.sensitive_rules ?? []).join("\n"));
  const save = useWork(
    () => extension.ask("options.set_sensitive", { skip, rules: rules.split("\n") }),
    () => text.saved,
  );
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (await save.run()) await onChanged();
  };
  return (
    <section class="options__section">
      <h2>{text.leftOut}</h2>
      <p>{text.leftOutAlways}</p>
      <form class="options__form" onSubmit={(event) => void onSubmit(event)}>
        <Switch
          id="skip-sensitive"
          name={text.leftOutList}
          hint={text.leftOutListHint}
          isOn={skip}
          onChange={setSkip}
        />
        <TextArea
          id="sensitive-rules"
          name={text.leftOutRules}
          hint={text.leftOutRulesHint}
          value={rules}
          onChange={setRules}
        />
        <button id="save-sensitive" type="submit" class="button" disabled={save.isWorking}>
          {text.save}
        </button>
        <Result id="sensitive-result" outcome={save.outcome} />
      </form>
    </section>
  );
}
