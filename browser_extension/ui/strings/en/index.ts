// Everything Whyad's own pages say in English. A new language is one more pair of files of the same
// shape, listed in languages.ts.
// Names that come from pages or ads (labels, domains, companies) arrive already isolated against their own direction.
import type { HealthState } from "../../../contract/messages";
import type { CauseKind, Reach, Tier, Verdict } from "../../../contract/payloads";
import { aboutYouEn } from "./about-you";
import { behindEn } from "./behind";
import { optionsEn } from "./options";
import { problemsEn } from "./problems";
import { sampleEn } from "./sample";
import { startEn } from "./start";

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const visits = (n: number): string => count(n, "visit", "visits");
const things = (n: number): string => count(n, "thing is", "things are");

export interface HealthText {
  title: string;
  meaning: string;
  todo: string;
}

const health: Record<HealthState, (domain: string, address: string) => HealthText> = {
  recording: (domain) => ({
    title: "Recording",
    meaning: domain
      ? `Whyad notes ${domain} and its ads, on this computer only.`
      : "Whyad notes pages and their ads, on this computer only.",
    todo: "",
  }),
  paused_here: (domain) => ({
    title: `Paused on ${domain}`,
    meaning: "You asked Whyad not to look here. It notes neither the page nor its ads.",
    todo: "Resume when you want ads on this site explained.",
  }),
  private_window: () => ({
    title: "Off in private windows",
    meaning: "Whyad never looks into private windows.",
    todo: "Open the page in a normal window to have its ads explained.",
  }),
  sensitive_site: () => ({
    title: "Not noting this page",
    meaning: "It is a login page, a site about something private, or one of your own rules. Nothing of it is kept.",
    todo: "Your options say which pages are left out.",
  }),
  not_recordable: () => ({
    title: "Not recording this page",
    meaning: "The browser’s own pages and those of your home network are never noted.",
    todo: "Open any page of the public web.",
  }),
  unpaired: () => ({
    title: "Not connected yet",
    meaning: "Nothing is noted until this browser is joined to Whyad on this computer.",
    todo: "Run “whyad pair” in a terminal and type its code into the options.",
  }),
  opened_unpaired: () => ({
    title: "Not recording this page",
    meaning: "It was opened before this browser was connected, so Whyad has not looked at it.",
    todo: "Reload the page to have its ads explained.",
  }),
  token_refused: () => ({
    title: "No longer recognised",
    meaning: "Whyad on this computer does not accept this browser any more. What you visit meanwhile is kept here.",
    todo: "Run “whyad pair” in a terminal and type its code into the options.",
  }),
  service_down: (_domain, address) => ({
    title: "Whyad is not running",
    meaning: `Nothing answers at ${address}. What you visit meanwhile is kept in this browser.`,
    todo: "Run “whyad serve” in a terminal.",
  }),
  wrong_service: (_domain, address) => ({
    title: "Something else is answering",
    meaning: `The program at ${address} is not Whyad. Nothing is sent to it; what you visit is kept in this browser.`,
    todo: "Check the service address in the options.",
  }),
  version_mismatch: () => ({
    title: "Two different versions",
    meaning: "The extension and the program here do not speak the same version. What you visit is kept until they do.",
    todo: "Update Whyad on this computer, then reload the extension.",
  }),
};

const verdict: Record<Verdict, string> = {
  about_you: "About you",
  about_the_page: "About this page",
  about_the_moment: "About place or time",
  about_everyone: "Probably not about you",
  not_enough_evidence: "Not enough to tell",
};

const tier: Record<Tier, { name: string; meaning: string }> = {
  stated: { name: "stated", meaning: "The ad, the page or the platform said so itself." },
  measured: { name: "measured", meaning: "Whyad counted or compared it directly." },
  modelled: {
    name: "modelled",
    meaning: "Our model’s estimate from your own record. The ad company’s rules stay hidden.",
  },
  unknown: { name: "unknown", meaning: "There is too little to go by." },
};

const causeKind: Record<CauseKind, string> = {
  interest: "your interest",
  purchase_intent: "your shopping",
  retargeting: "you visited the advertiser",
  advertiser_list: "the advertiser’s own list",
  demographic: "who you are",
  place_time_device: "place, time or device",
  page_context: "this page",
};

// The contract leaves the kinds of campaign open, so that new ones may come.
const campaignKind: Record<string, string> = {
  interest: "By an interest people have",
  look_alike: "By likeness to its customers",
  retargeting: "By who visited its site",
  contextual: "By what a page is about",
  place_time: "By place or time",
  run_of_network: "Not at all: anyone will do",
};

const reach: Record<Reach, string> = {
  reachable: "A company in this ad’s delivery was on these visits, so it could have known.",
  unreachable:
    "No company in this ad’s delivery was seen on these visits. It may have been told out of sight, so the estimate " +
    "stays, but Whyad does not name it as the reason.",
  unknown: "Whyad cannot tell whether anyone in this ad’s delivery knew.",
};

const delivery: Record<string, string> = {
  bidder: "bid for this ad",
  frame: "carried this ad in its frame",
  request: "was contacted while this ad loaded",
  ad_server: "served this ad",
};

const source: Record<string, string> = {
  page_words: "words on the page",
  site_topic: "what you read on this site before",
  search_query: "you searched for it",
  purchase_intent: "you were shopping",
  advertiser_visit: "the advertiser’s own site",
};

export const en = {
  language: "en",
  /** In the language itself. */
  languageName: "English",
  /** For dates and numbers: replaced by the browser's own variety of the language, such as en-GB. */
  locale: "en",
  name: "Whyad",
  quoted: (text: string) => `“${text}”`,
  health,
  verdict,
  tier,
  causeKind,
  campaignKind,
  reach,
  reachOfPage: "Everyone who bids for an ad is told which page it stands on.",
  reachOfMoment: "Bidders are usually told roughly where and when a page is opened.",
  delivery,
  source,

  queue: {
    waiting: (n: number) => `${things(n)} waiting and will be sent.`,
    since: (from: string) => `Whyad has not been reachable since ${from}.`,
    outage: (from: string, until: string) => `Whyad was not reachable from ${from} to ${until}.`,
    allSent: "Everything noted meanwhile has been sent.",
    unreadableCard: (platform: string) =>
      `You opened ${platform}’s own card about an ad. It could not be read, so its reasons are not listed here.`,
    dropped: (n: number) =>
      `${count(n, "thing", "things")} could not be kept meanwhile and ${n === 1 ? "is" : "are"} lost.`,
  },

  panel: {
    loading: "Looking at this page…",
    storeLabel: "Whose data this is",
    adsHere: "Ads on this page",
    views: "What to show",
    view: { page: "This page", today: "Today", you: "About you" },
    noneToday: "No ads seen today yet.",
    pause: "Pause here",
    resume: "Resume here",
    openOptions: "Open options",
    openDashboard: "Dashboard",
    options: "Options",
    tryAgain: "Try again",
    watchingSince: (day: string) => `Watching since ${day}. What came before is unknown.`,
    noAds: "No ads found here yet",
    noAdsHint: "Whyad looks again as the page loads and as you scroll. Some ads cannot be recognised.",
    summary: (total: number, parts: string[]) => `${count(total, "ad", "ads")}: ${parts.join(", ")}`,
    wrongToExpect: (wrong: number, of: number) =>
      `${wrong} of the ${count(of, "answer", "answers")} about you may name the wrong reason, by their own figures.`,
    summaryPart: {
      about_you: (n: number) => `${n} about you`,
      about_the_page: (n: number) => `${n} about this page`,
      about_the_moment: (n: number) => `${n} about place or time`,
      quiet: (n: number) => `${n} probably not about you`,
    },
  },

  card: {
    open: "Why?",
    close: "Close",
    unknownAdvertiser: "Advertiser not named",
    noText: "An ad without readable text",
    shape: (width: number, height: number) => `Ad of ${width} by ${height} pixels`,
    evidence: "Evidence:",
    loading: "Working out what moved this ad…",
    calm: {
      about_everyone: "Nothing about you, this page or this moment made a clear difference.",
      not_enough_evidence:
        "Whyad has seen too little to name a reason. The figures below are no more than a first guess.",
    } as Partial<Record<Verdict, string>>,
  },

  why: {
    title: "What moved this ad",
    compared: "Compared with a stranger who opens any page. The thin line shows how far the estimate may be off.",
    lessLikely: "less likely",
    likelier: "likelier",
    nothing: "Nothing that Whyad knows moved this ad towards you or away from you.",
    rest: "Everything else",
    total: "All together",
    totalRemark: "for you, compared with a stranger",
    restRemark: "causes too small to list",
    interval: (low: string, high: string) => `between ${low} and ${high}`,
    over: (factor: string) => `over ${factor}`,
    under: (factor: string) => `under ${factor}`,
    notSettled: "may also be nothing",
    notReachable: "not known to this ad’s companies, as far as seen",
    sensitive: "sensitive",
    standsIn: "could give away something sensitive",
    spoken: (label: string, effect: string, range: string) => `${label}: ${effect}, ${range}`,
    times: (factor: string) => `about ${factor} times as likely`,
    same: "about as likely as without it",
    range: (low: string, high: string) => `between ${low} and ${high} times`,
  },

  proof: {
    visits: "The visits behind it",
    visitsNone: "No visit of yours stands behind this.",
    visitsPage: "The page you are looking at.",
    moreVisits: (n: number) => `Show ${n} more`,
    untitled: "A page without a title",
    words: "Words that mattered:",
    knowers: "Who could have known",
    knowersNone: "Whyad saw no company that follows people on these visits.",
    inDelivery: (how: string) => `In this ad’s delivery: ${how}.`,
    inDeliveryPlain: "In this ad’s delivery.",
    notInDelivery: "Not seen in this ad’s delivery.",
    sawYou: (n: number) => (n > 0 ? `Present on ${n} of these visits, on` : "Present on"),
    toldBy: (teller: string, n: number) =>
      `Not there itself, but ${teller} passed its id of you on to it, and was present on ${n} of these visits, on`,
    change: "Change this",
  },

  counterfactual: {
    title: "What would change it",
    none: "Taking away any single cause or site would leave the answer as it is.",
    tryIt: "Try it: without …",
    site: (domain: string) => `my visits to ${domain}`,
    company: (name: string) => `what ${name} saw`,
    lastDays: (days: number) => `the last ${days} days`,
    figures: (before: string, after: string) => `${after} instead of ${before}.`,
    looking: "Computing the answer again without its causes…",
    smallest: "The smallest change",
    smallestNone: "Even without three of these causes the answer would be the same.",
    canAct: "You can bring that about: forget the visits behind it, or correct it.",
    cannotAct: "Not all of that is in your hands.",
    instead: "Ads you would rather have seen",
    thisAd: "This ad:",
    share: (after: string, before: string) => `${after} of this place instead of ${before}.`,
    amongKnown: "Counted among the ads you have been shown so far. Whyad knows no others.",
    visit: (title: string) => `my visit to “${title}”`,
  },

  stated: {
    title: "What the ad and its page state",
    none: "Neither the ad nor the page’s auction said who paid or how people were chosen.",
    agrees: "Fits what we found",
    differs: "Differs from what we found",
    cannotCompare: "Cannot be compared",
    sources: { dsa: "Declared with the bid, under the EU’s Digital Services Act" } as Record<string, string>,
  },

  campaign: {
    title: "How this campaign seems to choose people",
    seen: (times: number, sites: number, since: string) =>
      `Judged from ${count(times, "time", "times")} you were shown it, ` +
      `on ${count(sites, "site", "sites")}, since ${since}.`,
    inTen: (n: number) => `about ${n} in 10`,
    almostSure: "almost certainly",
    rare: "less than 1 in 20",
    hardly: (kinds: string) => `Hardly likely: ${kinds}.`,
  },

  sure: {
    title: "How sure this is",
    gap: (gap: string) => `The parts miss the whole by ${gap} in log odds.`,
    model: (id: string) => `Model ${id}.`,
  },

  control: {
    notMe: { name: "Not me", hint: (label: string) => `${label} is wrong about me.` },
    mute: { name: "Mute", hint: (label: string) => `Right, but leave ${label} out of explanations.` },
    forgetVisits: {
      name: (n: number) => `Forget ${n === 1 ? "this visit" : `these ${n} visits`}`,
      hint: (n: number) => `Erases ${n === 1 ? "it" : "them"} from this computer.`,
      ask: (n: number) =>
        `Erase ${visits(n)} and all that was concluded from ${n === 1 ? "it" : "them"}? This cannot be undone.`,
      confirm: (n: number) => `Erase ${visits(n)}`,
    },
    forgetSite: {
      name: (domain: string) => `Forget ${domain}`,
      hint: "Erases every visit to this site.",
      ask: (domain: string) =>
        `Erase every visit to ${domain} and all that was concluded from them? This cannot be undone.`,
      confirm: (domain: string) => `Erase ${domain}`,
    },
    pause: { name: "Pause here", hint: (domain: string) => `Whyad no longer looks at ${domain}.` },
    wrong: { name: "This reason is wrong", hint: "Noted with this ad. Nothing is erased." },
    keep: "Keep",
    undo: "Undo",
    explainAgain: "Explain this ad again",
  },

  done: {
    notMe: (label: string) =>
      `Noted. The next explanation will no longer use ${label}. Your visits stay until you forget them.`,
    mute: (label: string) => `Muted. The next explanation will no longer use ${label}. Whyad still keeps the visits.`,
    undone: (label: string) => `Undone. The next explanation may use ${label} again.`,
    forgotVisits: (n: number) =>
      `${visits(n)} erased. The next explanation is made as if Whyad had never seen ${n === 1 ? "it" : "them"}.`,
    forgotSite: (n: number, domain: string) =>
      `${domain} is forgotten, ${visits(n)} erased. New visits are noted again unless you pause Whyad there.`,
    paused: (domain: string) => `Paused on ${domain}. What was noted before stays until you forget it.`,
    resumed: (domain: string) => `Whyad looks at ${domain} again.`,
    wrong: "Noted with this ad. It does not change your record; say “Not me” or forget visits for that.",
    stale: "The bars below are from before your change.",
  },

  /** The small mark at an ad in the page. */
  mark: { spoken: (sentence: string) => `Why this ad? ${sentence} Opens Whyad at this ad.` },

  popup: { openPanel: "Open the panel", more: (n: number) => `and ${n} more in the panel` },

  aboutYou: aboutYouEn,
  behind: behindEn,
  problems: problemsEn,
  start: startEn,
  sample: sampleEn,
  options: optionsEn,
};

export type Strings = typeof en;
