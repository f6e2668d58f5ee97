// The words of the options page in English.
const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

export const optionsEn = {
  title: "Whyad options",
  connection: "Connection",
  paired: "This browser is connected to Whyad on this computer.",
  notPaired:
    "Not connected, so nothing is recorded. Run “whyad pair” in a terminal and type the code it shows. " +
    "A code works once, for two minutes.",
  tokenRefused:
    "Whyad on this computer no longer accepts this browser. Run “whyad pair” and type a new code: " +
    "what was noted meanwhile is kept and will be sent.",
  code: "Pairing code",
  pair: "Connect",
  pairing: "Connecting…",
  pairDone: "Connected. Whyad now notes the pages you visit and their ads.",
  unpair: "Disconnect this browser",
  unpairHint: "What Whyad holds stays on this computer. What still waits in this browser is erased.",
  unpairDone: "Disconnected. Nothing more is recorded in this browser or sent from it.",
  address: "Service address",
  addressHint: "Always this computer itself, with the port Whyad listens on.",
  addressWrong: "Use an address of this computer, such as http://127.0.0.1:7391.",
  save: "Save",
  saved: "Saved.",
  face: "How it looks",
  language: "Language",
  languageAuto: "As the browser",
  marks: "Mark ads in the page",
  marksHint:
    "A small sign in the corner of each explained ad. It moves nothing, and the page cannot read what it says.",
  paused: "Paused sites",
  pausedNone: "None. Use “Pause here” in the panel on a site Whyad should not see.",
  pausedAdd: "Pause a site",
  pausedAddButton: "Pause",
  pausedWrong: "Write a site’s name, such as news.example.",
  resumeSite: (domain: string) => `Resume on ${domain}`,
  resume: "Resume",
  leftOut: "Pages that are left out",
  leftOutAlways: "Never noted: login pages, private windows, files, and pages of your home network.",
  leftOutList: "Leave out sensitive sites",
  leftOutListHint: "Health, sex, faith, politics, money, letters and the like, by a list that comes with Whyad.",
  leftOutRules: "Your own rules",
  leftOutRulesHint: "One a line: a site (forum.example), the start of an address (club.example/meetings), or a word.",
  addresses: "Your e-mail addresses and numbers",
  addressesText:
    "Sites pass these on in scrambled form, so that companies know you again. Tell Whyad yours and it notices. " +
    "They stay in this browser, scrambled too: not even the service on this computer hears them.",
  addressAdd: "Add an address or a number with its country code",
  addressAddButton: "Add",
  addressRemove: "Remove",
  addressRemoveOne: (masked: string) => `Remove ${masked}`,
  settings: "What is kept and shown",
  settingsOff: "Connect this browser to change these.",
  retention: "Keep visits and ads for",
  retentionUnit: "days",
  retentionWrong: "Choose between 1 and 3650 days.",
  sensitive: "Show sensitive topics by name",
  sensitiveHint: "Health, faith, politics, your love life and the like. Hidden unless you ask.",
  stated: "Use what ads state about themselves",
  statedHint: "Off: explanations rest on your own record alone.",
  place: "Where you are, roughly",
  placeHint: "A city or region, to recognise ads meant for it. Leave empty if you would rather not say.",
  lists: "Recognising ads and trackers",
  listsDate: (day: string) => `Whyad carries filter lists of ${day}. It downloads none.`,
  listsDateUnknown: "Whyad carries its own filter lists. It downloads none.",
  rules: "Extra filter rules",
  rulesHint: "One a line, as ad blockers write them: ||ads.example^$third-party",
  companies: "Extra company names",
  companiesHint: "One a line: ads.example = Example Ads",
  saveLists: "Save lists",
  listsDone: (rules: number, companies: number) =>
    `Saved: ${count(rules, "rule", "rules")}, ${count(companies, "company name", "company names")} in use.`,
  keeps: "What Whyad keeps",
  keepsText: [
    "Nothing before you connect this browser, and nothing more once you cut it off.",
    "While it is connected: address, title, headings and summary of the pages you visit, " +
      "which tracking firms were there, and the ads you saw.",
    "Never what you type into forms, never the text of your mail, never private windows.",
    "All of it stays on this computer. Whyad sends nothing anywhere else and has no account.",
  ],
  cannot: "What it cannot know",
  cannotText: [
    "What an ad company decided inside its own computers, or what it bought or was told out of sight.",
    "What you did before Whyad was installed, on other devices, or in apps.",
    "Whether an estimate is right for one ad. It says how sure it is, and stays silent when it is not.",
  ],
};

export type OptionsStrings = typeof optionsEn;
