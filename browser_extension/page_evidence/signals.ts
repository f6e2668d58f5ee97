// Consent signals as a page's consent manager holds them. Only an answer given at once is taken: a probe does not wait.
import type { Signals } from "./auction-types";
import { type Loose, asText, attempt } from "./page-values";

const TCF_VERSION = 2;

export function readSignals(page: Loose): Signals {
  const tcf = answerOf((done) => page.__tcfapi("getTCData", TCF_VERSION, done));
  const gpp = answerOf((done) => page.__gpp("ping", done));
  const gpc = attempt<unknown>(() => page.navigator.globalPrivacyControl, null);
  return {
    tc_string: asText(tcf.tcString),
    gpp_string: asText(gpp.gppString),
    gpc: typeof gpc === "boolean" ? gpc : null,
  };
}

function answerOf(ask: (done: (answer: Loose) => void) => unknown): Loose {
  return attempt(() => {
    let given: Loose = {};
    ask((answer) => {
      given = answer ?? {};
    });
    return given;
  }, {});
}
