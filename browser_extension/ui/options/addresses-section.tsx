import { useState } from "preact/hooks";
import type { OptionsState } from "../../contract/messages";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { plainLine } from "../words/isolate";
import { Result, useWork } from "./result";

/** The person's own e-mail addresses and numbers, to notice when a page passes them on. Never shown whole again. */
export function AddressesSection({ options, onChanged }: { options: OptionsState; onChanged: () => Promise<void> }) {
  const { options: text } = useStrings();
  const extension = useExtension();
  const [typed, setTyped] = useState("");
  const add = useWork(
    () => extension.ask("options.add_address", { text: typed }),
    () => text.saved,
  );
  const remove = async (position: number) => {
    await extension.ask("options.remove_address", { position });
    await onChanged();
  };
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (await add.run()) setTyped("");
    await onChanged();
  };
  return (
    <section class="options__section">
      <h2>{text.addresses}</h2>
      <p>{text.addressesText}</p>
      <ul class="options__sites">
        {(options.own_addresses ?? []).map(({ masked }, position) => (
          <li key={masked} class="row">
            <bdi>{plainLine(masked, 80)}</bdi>
            <button
              type="button"
              class="button button--plain"
              aria-label={text.addressRemoveOne(plainLine(masked, 80))}
              onClick={() => void remove(position)}
            >
              {text.addressRemove}
            </button>
          </li>
        ))}
      </ul>
      <form class="field" onSubmit={(event) => void onSubmit(event)}>
        <label for="own-address">{text.addressAdd}</label>
        <span class="row">
          <input
            id="own-address"
            class="input"
            value={typed}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <button id="add-address" type="submit" class="button" disabled={add.isWorking}>
            {text.addressAddButton}
          </button>
        </span>
      </form>
      <Result id="address-result" outcome={add.outcome} />
    </section>
  );
}
