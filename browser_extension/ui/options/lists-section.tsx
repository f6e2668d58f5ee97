import { useState } from "preact/hooks";
import type { OptionsState } from "../../contract/messages";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { day } from "../words/times";
import { Result, useWork } from "./result";
import { TextArea } from "./text-area";

/** The lists Whyad carries, and rules and company names the person adds. */
export function ListsSection({ options, onChanged }: { options: OptionsState; onChanged: () => Promise<void> }) {
  const { options: text, locale } = useStrings();
  const extension = useExtension();
  const [rules, setRules] = useState(options.tracker_rules);
  const [companies, setCompanies] = useState(options.tracker_companies);
  const save = useWork(
    () => extension.ask("options.set_tracker_lists", { rules, companies }),
    (counts) => text.listsDone(counts.rules, counts.companies),
  );
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (await save.run()) await onChanged();
  };
  const listsDay = day(options.lists_date, locale);
  return (
    <section class="options__section">
      <h2>{text.lists}</h2>
      <p>{listsDay ? text.listsDate(listsDay) : text.listsDateUnknown}</p>
      <form class="options__form" onSubmit={(event) => void onSubmit(event)}>
        <TextArea id="tracker-rules" name={text.rules} hint={text.rulesHint} value={rules} onChange={setRules} />
        <TextArea
          id="tracker-companies"
          name={text.companies}
          hint={text.companiesHint}
          value={companies}
          onChange={setCompanies}
        />
        <button id="save-lists" type="submit" class="button" disabled={save.isWorking}>
          {text.saveLists}
        </button>
        <Result id="lists-result" outcome={save.outcome} />
      </form>
    </section>
  );
}
