// What our pages have in common: theme, language, and the door to the background.
import { type ComponentChild, render } from "preact";
import "./theme.css";
import "./elements.css";
import { browserExtension } from "./extension";
import { FaceRoot } from "./face";

export function showPage(page: ComponentChild): void {
  const extension = browserExtension();
  const place = document.getElementById("page");
  if (!place) throw new Error("the page needs an element with the id “page”");
  render(<FaceRoot extension={extension}>{page}</FaceRoot>, place);
}
