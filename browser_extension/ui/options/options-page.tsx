import { Mark } from "../panel/mark";
import { ProblemNote } from "../panel/problem-note";
import { useStrings } from "../strings";
import { AddressesSection } from "./addresses-section";
import { ConnectionSection } from "./connection-section";
import { FaceSection } from "./face-section";
import { ListsSection } from "./lists-section";
import { PausedSection } from "./paused-section";
import { PrivateSection } from "./private-section";
import { SettingsSection } from "./settings-section";
import { useOptions } from "./use-options";

export function OptionsPage() {
  const { options: text, panel } = useStrings();
  const { options, problem, reload } = useOptions();
  return (
    <main class="options">
      <h1 class="options__title">
        <Mark />
        {text.title}
      </h1>
      {problem && <ProblemNote problem={problem} onRetry={() => void reload()} />}
      {!options && !problem && <p class="soft">{panel.loading}</p>}
      {options && (
        <>
          <ConnectionSection options={options} onChanged={reload} />
          <FaceSection />
          <PausedSection paused={options.paused_sites} onChanged={reload} />
          <PrivateSection options={options} onChanged={reload} />
          <AddressesSection options={options} onChanged={reload} />
          <SettingsSection settings={options.settings} />
          <ListsSection options={options} onChanged={reload} />
        </>
      )}
      <Honesty />
    </main>
  );
}

/** What Whyad keeps and what it cannot know, in a few plain sentences. */
function Honesty() {
  const { options: text } = useStrings();
  return (
    <>
      <Sentences title={text.keeps} sentences={text.keepsText} />
      <Sentences title={text.cannot} sentences={text.cannotText} />
    </>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  return (
    <section class="options__section">
      <h2>{title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}
