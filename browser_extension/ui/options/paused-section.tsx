import { useState } from "preact/hooks";
import { useExtension } from "../extension";
import { useStrings } from "../strings";
import { isolated, plainLine } from "../words/isolate";
import { Result, useWork } from "./result";

/** A bare host name: two labels or more, no scheme, no path. */
const SITE = /^(?=.{3,253}$)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

export function PausedSection({ paused, onChanged }: { paused: string[]; onChanged: () => Promise<void> }) {
  const { options: text } = useStrings();
  const extension = useExtension();
  const [typed, setTyped] = useState("");
  const save = useWork(
    (domains: string[]) => extension.ask("options.set_paused_sites", { domains }),
    () => text.saved,
  );
  const set = async (domains: string[]) => {
    if (await save.run(domains)) setTyped("");
    await onChanged();
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const site = typed.trim().toLowerCase();
    if (!SITE.test(site)) return save.refuse(text.pausedWrong);
    void set([...new Set([...paused, site])].sort());
  };
  return (
    <section class="options__section">
      <h2>{text.paused}</h2>
      {paused.length === 0 && <p class="soft">{text.pausedNone}</p>}
      <ul class="options__sites">
        {paused.map((domain) => (
          <li key={domain} class="row">
            <bdi>{plainLine(domain, 80)}</bdi>
            <button
              type="button"
              class="button button--plain"
              aria-label={text.resumeSite(isolated(domain, 80))}
              onClick={() => void set(paused.filter((site) => site !== domain))}
            >
              {text.resume}
            </button>
          </li>
        ))}
      </ul>
      <form class="field" onSubmit={onSubmit}>
        <label for="paused-site">{text.pausedAdd}</label>
        <span class="row">
          <input
            id="paused-site"
            class="input"
            value={typed}
            placeholder="news.example"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={save.isWorking}>
            {text.pausedAddButton}
          </button>
        </span>
      </form>
      <Result id="paused-result" outcome={save.outcome} />
    </section>
  );
}
