// What the three pages have in common: theme, language, and the door to the background.
import { type ComponentChild, render } from "preact";
import "./theme.css";
import "./elements.css";
import { browserExtension, ExtensionContext } from "./extension";
import { StringsContext, stringsFor } from "./strings";

export function showPage(page: ComponentChild): void {
  const strings = stringsFor(navigator.language);
  document.documentElement.lang = strings.language;
  const extension = browserExtension(strings.panel.backgroundSilent);
  const place = document.getElementById("page");
  if (!place) throw new Error("the page needs an element with the id “page”");
  render(
    <StringsContext.Provider value={strings}>
      <ExtensionContext.Provider value={extension}>{page}</ExtensionContext.Provider>
    </StringsContext.Provider>,
    place,
  );
}
