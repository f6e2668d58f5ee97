import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { readAuction } from "../page_evidence/probe";

// Put into the page's own world by scripting.executeScript, which takes its return value: the page cannot call it, and
// it leaves nothing behind there.
export default defineUnlistedScript({
  globalName: false,
  main: () => readAuction(window as unknown as Record<string, unknown>),
});
