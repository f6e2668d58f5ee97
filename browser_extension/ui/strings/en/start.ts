// The first minute with Whyad, and what is said where sample data is shown, in English.
export const startEn = {
  title: "Why did I see this ad?",
  does: "What it does",
  doesText:
    "Whyad notes the pages you open and the ads you see. Then it says, ad by ad, what made it likelier for you.",
  keeps: "What it keeps",
  keepsText:
    "Addresses, titles and ads, on this computer only. Never what you type, never private windows. You can erase any of it.",
  cannot: "What it cannot know",
  cannotText:
    "What companies decide in secret, what you do elsewhere, and whether one estimate is right. It says how sure it is.",
  choose: "How would you like to start?",
  record: { name: "Record", hint: "All sites, except those you pause." },
  careful: {
    name: "Record without sensitive sites",
    hint: "Sites about health, sex, faith, politics, money and the like are left out.",
  },
  look: { name: "Look around first", hint: "With sample data of a made-up person. Nothing of yours is recorded." },
  next: "One step is left: connect this browser.",
  steps: [
    "Open a terminal and run “whyad serve”.",
    "In a second one, run “whyad pair”.",
    "Type the code it shows into the field in the options.",
  ],
  toOptions: "Open the options",
  change: "You can change all of this later, in the options.",
  sampleLabel: "Sample data: a made-up person, not you",
  leaveSample: "End the tour",
  sampleNote: "Changes here are for show only.",
};

export type StartStrings = typeof startEn;
