import { useState } from "preact/hooks";
import type { OptionsState } from "../../contract/messages";
import { useExtension } from "../extension";
import { type Strings, useStrings } from "../strings";
import { Result, useWork } from "./result";

/** Only this computer: the same addresses the manifest's security policy lets the background reach. */
const OWN_ADDRESS = /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}\/?$/u;

interface SectionProps {
  options: OptionsState;
  onChanged: () => Promise<void>;
}

export function ConnectionSection({ options, onChanged }: SectionProps) {
  const { options: text } = useStrings();
  return (
    <section class="options__section">
      <h2>{text.connection}</h2>
      <p>{connectionWords(options, text)}</p>
      <PairForm isPaired={options.paired} needsCode={!options.paired || options.token_refused} onChanged={onChanged} />
      <AddressForm address={options.service_url} onChanged={onChanged} />
    </section>
  );
}

function connectionWords({ paired, token_refused }: OptionsState, text: Strings["options"]): string {
  if (!paired) return text.notPaired;
  return token_refused ? text.tokenRefused : text.paired;
}

interface PairFormProps {
  isPaired: boolean;
  /** A first code, or another one where the service has withdrawn the token. */
  needsCode: boolean;
  onChanged: () => Promise<void>;
}

function PairForm({ isPaired, needsCode, onChanged }: PairFormProps) {
  const { options: text } = useStrings();
  const extension = useExtension();
  const [code, setCode] = useState("");
  const pair = useWork(
    () => extension.ask("options.pair", { code: code.trim() }),
    () => text.pairDone,
  );
  const unpair = useWork(
    () => extension.ask("options.unpair", {}),
    () => text.unpairDone,
  );
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    unpair.clear();
    if (await pair.run()) setCode("");
    await onChanged();
  };
  const onUnpair = async () => {
    pair.clear();
    await unpair.run();
    await onChanged();
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      {needsCode && (
        <div class="field">
          <label for="pairing-code">{text.code}</label>
          <span class="row">
            <input
              id="pairing-code"
              class="input input--code"
              value={code}
              placeholder="0000-0000"
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setCode(event.currentTarget.value)}
            />
            <button id="pair" type="submit" class="button button--main" disabled={pair.isWorking}>
              {pair.isWorking ? text.pairing : text.pair}
            </button>
          </span>
        </div>
      )}
      <Result id="pair-result" outcome={pair.outcome ?? unpair.outcome} />
      {isPaired && (
        <p class="row">
          <button id="unpair" type="button" class="button" disabled={unpair.isWorking} onClick={() => void onUnpair()}>
            {text.unpair}
          </button>
          <span class="small soft">{text.unpairHint}</span>
        </p>
      )}
    </form>
  );
}

function AddressForm({ address, onChanged }: { address: string; onChanged: () => Promise<void> }) {
  const { options: text } = useStrings();
  const extension = useExtension();
  const [url, setUrl] = useState(address);
  const save = useWork(
    () => extension.ask("options.set_service_url", { url: url.trim() }),
    () => text.saved,
  );
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (!OWN_ADDRESS.test(url.trim())) return save.refuse(text.addressWrong);
    await save.run();
    await onChanged();
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <div class="field">
        <label for="service-url">{text.address}</label>
        <span class="small soft" id="service-url-hint">
          {text.addressHint}
        </span>
        <span class="row">
          <input
            id="service-url"
            class="input"
            value={url}
            inputMode="url"
            spellcheck={false}
            aria-describedby="service-url-hint"
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={save.isWorking}>
            {text.save}
          </button>
        </span>
      </div>
      <Result id="service-url-result" outcome={save.outcome} />
    </form>
  );
}
