// What is inferred about the person, what a change did to it, and straight answers to suspicions, in English.
import type { TraitItem } from "../../../contract/payloads";

type Level = TraitItem["level"];
const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const level: Record<Level, string> = { weak: "weak", medium: "medium", strong: "strong" };

export const aboutYouEn = {
  level,
  traits: {
    intro:
      "What your visits suggest to our model. Companies may think otherwise. What you no longer read fades by itself.",
    none: "Nothing yet. Whyad needs some pages before it infers anything.",
    loading: "Reading what is inferred…",
    line: (visits: number, day: string) => `From ${count(visits, "visit", "visits")}, last on ${day}`,
    strength: (word: string) => `Strength: ${word}`,
    corrected: { not_me: "You said: not me", muted: "Left out of explanations" },
    use: { name: "Use it again", hint: "Explanations may use it again." },
    forget: {
      name: "Forget the visits behind it",
      hint: "Erases them, and what was concluded from them.",
      ask: (label: string) => `Erase every visit that speaks for ${label}? This cannot be undone.`,
      confirm: "Erase these visits",
    },
    open: (label: string) => `What speaks for ${label}`,
    added: (words: string) => `words: ${words}`,
    companies: (names: string) => `There as well: ${names}.`,
    forgot: (visits: number, label: string) => `${count(visits, "visit", "visits")} for ${label} erased.`,
  },
  effect: {
    levels: (label: string, from: string, to: string) => `${label} goes from ${from} to ${to}.`,
    gone: (label: string) => `${label} is gone.`,
    more: (n: number) => `${count(n, "other trait changes", "other traits change")} too.`,
    none: "Your traits stay as they were.",
    ad: (before: string, after: string) => `For you this ad now counts as ${after} as likely, not ${before}.`,
    adSame: "The figure for this ad stays the same.",
    adGone: "This ad was seen on such a visit, so it is erased too.",
  },
  suspicion: {
    title: "Was it something else?",
    intro: "Pick what you suspect. Whyad answers from what it has seen, and says where it cannot know.",
    kinds: {
      search: "Something I searched for",
      shop: "A site I was at",
      email: "My e-mail address",
      place: "Where I am",
      page: "This page",
      voice: "Something I said aloud",
    },
    which: { search: "Which search? Leave it empty for any.", shop: "Which site? Leave it empty for any." },
    ask: "Ask",
    verdict: {
      yes: "It seems so",
      partly: "In part, perhaps",
      no: "It does not look like it",
      cannot_tell: "Whyad cannot tell",
    },
    clue: (label: string, factor: string, range: string) =>
      `It is among what speaks for ${label}, which made this ad ${factor} as likely (between ${range}).`,
    pair: (low: string, high: string) => `${low} and ${high}`,
    clueNothing: (label: string) => `It is among what speaks for ${label}, but that hardly changed this ad.`,
    unsure: "That may also be nothing: the estimate reaches from less likely to likelier.",
    outOfReach: "But no company behind this ad was seen there.",
    inReach: "A company behind this ad was there, so it could have known.",
    noSearch: "Whyad saw no search of yours that speaks for this ad. It knows searches in this browser only.",
    noSite: "Whyad saw no visit of yours there that speaks for this ad.",
    noPlace: "Whyad saw no sign that this ad was picked by place, time or device.",
    noPage: "Whyad saw no sign that the topic of this page mattered.",
    emailBehind: "So a company behind this ad could match you to a list. Whether it did stays out of sight.",
    emailElsewhere: "No company behind this ad was seen being told. What they tell each other stays out of sight.",
    emailUnseen:
      "Whyad saw no hash of an address of yours leave. It looks for those you listed in the options. " +
      "Lists that companies match elsewhere stay out of sight.",
    listed: "Such lists are often made of e-mail addresses.",
    othersToo: "Other visits say the same: without this one the ad would have been about as likely.",
    onlyRescored: "It is not among the visits listed with this ad, but leaving it out changes the answer.",
    voice: "Whyad hears nothing and sees no apps, so it cannot rule that out.",
    otherwise: (label: string, factor: string) =>
      `What it did see points to ${label}: ${factor} as likely. That needs no microphone.`,
    otherwiseNothing: "It sees nothing that points to you.",
  },
};

export type AboutYouStrings = typeof aboutYouEn;
