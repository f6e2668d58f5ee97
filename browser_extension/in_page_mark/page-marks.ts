// The content script's side of the marks: asks which ads of this page are explained, and marks them.
import { browser } from "wxt/browser";
import { askBackground } from "../messages/ask-background";
import { MarkLayer } from "./mark-layer";

/** Begin to mark ads. `places` tells where the ads of the page are just now, by the keys they are reported with. */
export function markAds(places: () => ReadonlyMap<string, Element>): void {
  const layer = new MarkLayer((key) => void askBackground("page.open_panel", { key }));
  const refresh = async (): Promise<void> => {
    const answer = await askBackground("page.marks", {});
    layer.show(answer?.marks ?? [], places());
  };
  browser.runtime.onMessage.addListener((message: { type?: string }): undefined => {
    if (message.type === "marks.changed") void refresh();
  });
}
