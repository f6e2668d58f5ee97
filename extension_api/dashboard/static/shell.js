// The page's own texts in the language in use, and the switch between languages.
import { byId, el } from "./dom.js";
import { choose, LANGUAGES, speak, words } from "./words.js";

/** Fill the page with words; `whenChanged` is called after another language was chosen. */
export function openShell(whenChanged) {
  speak();
  const choice = byId("language");
  choice.replaceChildren(...LANGUAGES.map(({ language, languageName }) => el("option", { value: language, lang: language }, languageName)));
  choice.value = words.language;
  choice.addEventListener("change", () => {
    choose(choice.value);
    fill();
    whenChanged();
  });
  fill();
}

/** `data-word` names the text of an element, `data-label` what a screen reader calls it. */
function fill() {
  document.documentElement.lang = words.language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = wordAt(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", wordAt(element.dataset.label));
}

const wordAt = (path) => path.split(".").reduce((part, key) => part[key], words);
