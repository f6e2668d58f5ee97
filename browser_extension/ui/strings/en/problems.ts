// What can go wrong, by its code, and the one thing to do, in English.
import type { ProblemCode } from "../../../contract/messages";

export interface ProblemText {
  title: string;
  detail: string;
}

const texts: Record<ProblemCode, ProblemText> = {
  unreachable: {
    title: "The Whyad service does not answer",
    detail: "Start it with “whyad serve”. What you see meanwhile waits in this browser.",
  },
  not_ours: {
    title: "Another program answers in place of Whyad",
    detail: "It could not show that it is the service this browser was paired with, so nothing was sent to it.",
  },
  silent: {
    title: "The extension does not answer",
    detail: "Close this panel and open it again. If that does not help, reload Whyad on the browser’s extensions page.",
  },
  unpaired: {
    title: "This browser is not paired",
    detail: "Run “whyad pair” and type its code into the options of this extension.",
  },
  not_a_code: { title: "This is not a code", detail: "A code has eight digits; “whyad pair” shows one." },
  wrong_code: {
    title: "This code does not work",
    detail: "It is wrong, used or older than two minutes. “whyad pair” shows a new one.",
  },
  locked: { title: "Too many wrong codes", detail: "Ask for a new one with “whyad pair”." },
  bad_address: {
    title: "This address cannot be used",
    detail: "Type an e-mail address, or a telephone number with its country code, such as +49 30 1234567.",
  },
  bad_service_url: {
    title: "This address cannot be used",
    detail: "Type an address of this computer, such as http://127.0.0.1:7391.",
  },
  company_line: { title: "The company list cannot be read", detail: "Each line should read “domain = Company”." },
  service_not_told: {
    title: "Disconnected, but the service was not told",
    detail: "Nothing more is recorded or sent. The service still lists this browser; remove it in the dashboard.",
  },
  foreign_dashboard: {
    title: "The dashboard was not opened",
    detail: "The service named an address that is not its own.",
  },
  not_held: { title: "This is no longer held", detail: "It may have been forgotten meanwhile." },
  busy: { title: "Whyad is busy", detail: "Nothing was lost. Try again in a moment." },
  damaged: {
    title: "The database is damaged",
    detail: "Restart Whyad: it saves what can be read and says what it saved.",
  },
  no_model: {
    title: "Ads cannot be explained now",
    detail: "The model cannot be used. “whyad doctor” says what to do; nothing is lost.",
  },
  disk_full: { title: "The disk is full", detail: "Nothing was stored. Free some room and try again." },
  refused: {
    title: "Whyad did not take this request",
    detail: "The extension and the service may not fit together. Update both.",
  },
  fault: {
    title: "Something went wrong inside Whyad",
    detail: "Try again. If it happens again, please report it; the logs hold nothing of what you browsed.",
  },
};

export const problemsEn = {
  texts,
  inLine: (line: number) => `Line ${line}.`,
};

export type ProblemStrings = typeof problemsEn;
