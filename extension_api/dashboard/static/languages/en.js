// Everything the dashboard says in English. Every other language has the shape of this file; a test reports what is missing.
import { counterOf } from "./counting.js";

const count = counterOf("en");
const visits = (n) => count(n, "visit", "visits");
const ads = (n) => count(n, "ad", "ads");

export const en = {
  language: "en",
  /** In the language itself. */
  languageName: "English",
  chooseLanguage: "Language",

  page: {
    skip: "Skip to your ads",
    signOut: "Sign out",
    ads: "Your ads, newest first",
    traits: "What your visits suggest",
    traitsHint: "Guesses from pages you opened. Any company on those pages could guess the same.",
    filters: "Show",
    all: "All",
    older: "Show older ads",
    watchingSince: (day) => `Whyad has been watching since ${day}. What came before is unknown.`,
  },

  signIn: {
    title: "Why did I see this ad?",
    promise: "Whyad answers from your own data, on this computer. Nothing you see here leaves it.",
    code: "Code",
    button: "Sign in",
    hint: "Run “whyad pair” in a terminal and type the code it shows, or click “Dashboard” in the extension. A code works once, for two minutes.",
  },

  verdict: {
    about_you: "About you",
    about_the_page: "About the page",
    about_the_moment: "About place or time",
    about_everyone: "Probably not about you",
    not_enough_evidence: "Not enough to tell",
  },
  tier: {
    stated: { name: "stated", meaning: "Stated by the ad, the page or the platform itself." },
    measured: { name: "measured", meaning: "Counted or compared directly." },
    modelled: { name: "modelled", meaning: "Our model’s estimate from your own record. The ad company’s rules stay hidden." },
    unknown: { name: "unknown", meaning: "There is too little to go by." },
  },
  causeKind: {
    interest: "your interest",
    purchase_intent: "your shopping",
    retargeting: "you visited the advertiser",
    advertiser_list: "the advertiser’s own list",
    demographic: "who you are",
    place_time_device: "place, time or device",
    page_context: "the page",
  },
  campaignKind: {
    interest: "By an interest people have",
    look_alike: "By likeness to its customers",
    retargeting: "By who visited its site",
    contextual: "By what a page is about",
    place_time: "By place or time",
    run_of_network: "Not at all: anyone will do",
  },
  source: {
    page_words: "words on the page",
    site_topic: "what you read on this site before",
    search_query: "you searched for it",
    purchase_intent: "you were shopping",
    advertiser_visit: "the advertiser’s own site",
  },
  delivery: {
    bidder: "bid for this ad",
    frame: "carried this ad in its frame",
    request: "was contacted while this ad loaded",
    ad_server: "served this ad",
  },

  diet: {
    none: "No ads yet",
    oneAboutYou: "The one ad so far was about you",
    oneNotAboutYou: "The one ad so far was not clearly about you",
    allAboutYou: (n) => `All ${ads(n)} were about you`,
    noneAboutYou: (n) => `Of ${ads(n)}, none was clearly about you`,
    someAboutYou: (n, aboutYou) => `Of ${ads(n)}, ${aboutYou} ${aboutYou === 1 ? "was" : "were"} about you`,
    underWay: (n, waiting) => `Of ${ads(n)}, ${waiting} ${waiting === 1 ? "is" : "are"} still being looked at`,
  },

  ad: {
    on: (time) => ["on ", ` · ${time}`],
    unknownAdvertiser: "Advertiser not named",
    evidence: (tier) => `Evidence: ${tier}`,
    loading: "Working out what moved this ad…",
    noneOfKind: (verdict) => `No ad here is “${verdict}”. Choose “All” to see the others.`,
    noneYet: "Browse as usual. Each ad that the extension sees will appear here, with its reason.",
    noBrowser: "No browser is connected yet. Install the Whyad extension, run “whyad pair” and type the code into the extension’s options. Then browse as usual.",
  },

  why: {
    title: "What moved this ad",
    calm: {
      about_everyone: "Nothing about you, the page or the moment made a clear difference.",
      not_enough_evidence: "Whyad has seen too little to name a reason. The figures below are no more than a first guess.",
    },
    compared: "Compared with a stranger who opens any page. The thin line shows how far the estimate may be off.",
    nothing: "Nothing that Whyad knows moved this ad towards you or away from you.",
    rest: "Everything else",
    restRemark: "causes too small to list",
    total: "All together",
    totalRemark: "for you, compared with a stranger",
    lessLikely: "less likely",
    likelier: "likelier",
    interval: (low, high) => `between ${low} and ${high}`,
    over: (factor) => `over ${factor}`,
    under: (factor) => `under ${factor}`,
    sensitive: "sensitive",
    notSettled: "may also be nothing",
    notReachable: "not known to this ad’s companies, as far as seen",
    wrong: "This reason is wrong",
    wrongNoted: "Noted with this ad. It erases nothing; say “Not me” at the trait, or forget visits, for that.",
    visits: (n) => (n === 1 ? "The visit behind it" : `The ${n} visits behind it`),
    knowers: "Who could have known",
    knowersNone: "Whyad saw no company that follows people on these visits.",
    knewBy: (how) => `, which ${how}`,
    inDelivery: "was in this ad’s delivery",
    sawVisits: (n) => ` · on ${n} of these visits`,
    toldBy: (n) => [" · told by ", `, which was on ${n} of these visits`],
  },

  change: {
    title: "What would change it",
    none: "Taking away any single cause or site would leave the answer as it is.",
    smallest: "The smallest change",
    instead: "Ads you would rather have seen",
    share: (after, before) => ` ${after} of this place instead of ${before}.`,
    thisAd: "This ad:",
    amongKnown: "Counted among the ads you have been shown so far. Whyad knows no others.",
  },

  behind: {
    title: "Who is behind it",
    noDeliverer: "Whyad saw no other company deliver this ad.",
    noLink: "Whyad saw no company pass an id of you on to those behind this ad.",
    link: {
      redirect: [" gave its id of you to ", "."],
      shared_id: [" gave its id of you to ", "."],
      site_id: [" gave the id it knows you by to ", "."],
      hashed_email: [" gave a hash of your e-mail address to ", "."],
      hashed_phone: [" gave a hash of your phone number to ", "."],
    },
    seenOn: (time) => [" Seen on ", `, ${time}`],
    told: ["By the page’s account ", " was told: ", "."],
  },

  stated: {
    title: "What the ad itself states",
    none: "Nothing. Neither the ad nor the page’s auction said how people were chosen.",
    agrees: "This fits what we found.",
    differs: "This differs from what we found.",
  },
  campaign: {
    title: "How this campaign seems to choose people",
    seen: (times, sites, since) => `Judged from ${count(times, "time", "times")} you were shown it, on ${count(sites, "site", "sites")}, since ${since}.`,
  },
  sure: { title: "How sure this is", model: (id) => `Model ${id}` },

  trait: {
    none: "Nothing yet. Traits appear after a few pages on the same subject.",
    all: (n) => `Show all ${n}`,
    level: { weak: "a hint", medium: "clear", strong: "strong" },
    visits,
    marked: { not_me: "not you", muted: "not used" },
    corrected: { not_me: "You said this is not you. No explanation uses it.", muted: "Not used in explanations. The visits are still held." },
    visitsTitle: "The visits behind it",
    untitled: "A page without a title",
    companies: ["Companies on these pages: ", "."],
    noCompanies: "Whyad saw no company that follows people on these pages.",
    notMe: "Not me",
    mute: "Mute",
    undo: "Undo",
    done: {
      not_me: (label) => `Noted. Explanations no longer use ${label}. Its visits stay until you forget them.`,
      muted: (label) => `Muted. Explanations no longer use ${label}. Whyad still keeps the visits.`,
      none: (label) => `Undone. Explanations may use ${label} again.`,
    },
  },

  forget: {
    keep: "Keep",
    visit: "Forget",
    visitTo: (title) => `Forget the visit to ${title}`,
    visits: (n) => `Forget all ${n} visits`,
    site: ["Forget ", ""],
    askVisits: (n) => `Erase ${visits(n)} and all that was concluded from ${n === 1 ? "it" : "them"}? This cannot be undone.`,
    askSite: (name) => `Erase every visit to ${name}, the ads seen there, and all that was concluded from them? This cannot be undone.`,
    askHours: (from, until) => `Erase everything from ${from} to ${until} and all that was concluded from it? This cannot be undone.`,
    askCompany: (name) => `Erase every contact with ${name}, and its part in your ads? Visits and ads stay. This cannot be undone.`,
    askEverything: "Erase all visits, ads, corrections and settings? This cannot be undone.",
    eraseVisits: (n) => `Erase ${visits(n)}`,
    erase: (name) => `Erase ${name}`,
    eraseHours: "Erase this time",
    eraseEverything: "Erase everything",
    done: (seen, shown) => `${visits(seen)} and ${ads(shown)} erased.`,
  },

  yourData: {
    title: "Your data",
    hint: "All of it lies on this computer. Take it with you, or have Whyad forget it.",
    export: { title: "Take it all with you", hint: "One ZIP file with everything held, and a README that says what is in it.", button: "Save a copy" },
    hours: { title: "Forget a stretch of time", from: "From", long: "for", one: "1 hour", three: "3 hours", day: "24 hours", button: "Forget this time" },
    company: { title: "Forget a company", name: "A company that met you on pages", button: "Forget this company" },
    everything: { title: "Forget everything", hint: "Visits, ads, corrections and settings. Connected browsers stay connected.", button: "Forget everything" },
    saved: (name, kilobytes) => `Saved as ${name}, ${count(kilobytes, "kilobyte", "kilobytes")}. “whyad import” takes it back.`,
    forgotten: "Forgotten. The receipt stands first in the list below.",
  },

  receipt: {
    title: "Receipts for what was forgotten",
    line: (what, time, amount) => `${what}, forgotten ${time}: ${amount}.`,
    nothing: "nothing was held of it",
    what: { visits: "Visits", site: "A site", trait: "A trait’s visits", hours: "A stretch of time", company: "A company", everything: "Everything" },
    amount: {
      visits,
      tracker_contacts: (n) => count(n, "contact with a tracker", "contacts with trackers"),
      impressions: ads,
      deliveries: (n) => count(n, "ad that no longer names a company", "ads that no longer name a company"),
    },
    erased: "It is gone from the database, its log and all copies that Whyad made. Nothing can bring it back.",
    heldUp: (programs) => `The rows are gone. Their last bytes follow as soon as ${programs} lets go of the database; this receipt will say so.`,
    underWay: "Whyad is still erasing, and goes on after a restart if need be. This receipt will say when the last byte is gone.",
  },

  health: {
    good: "All is well",
    bad: "Something needs a look",
    silent: "Whyad does not answer",
    checks: {
      store: { good: "The database can be read.", bad: "The database has a problem. Restart Whyad: it saves what can be read." },
      model: { good: "Ads can be explained.", bad: "The model that explains ads cannot be used. “whyad doctor” says what to do." },
      disk: { good: "There is room on the disk.", bad: "The disk is nearly full. Free some room." },
      erasing: { good: "Nothing waits to be erased.", bad: "Something could not be erased yet. “whyad doctor” says why." },
    },
  },

  /** By the service's own code. One that is not here yet is told as refused. */
  problem: {
    unreachable: "Whyad does not answer. Is “whyad serve” still running?",
    unpaired: "You are signed out. “whyad pair” shows a new code.",
    not_held: "This is no longer held. It may have been forgotten meanwhile.",
    wrong_code: "This code does not work: it is wrong, used or older than two minutes. “whyad pair” shows a new one.",
    locked: "Too many wrong codes. Ask for a new one with “whyad pair”.",
    busy: "Whyad is busy. Nothing was lost; try again in a moment.",
    damaged: "The database is damaged. Restart Whyad: it saves what can be read and says what it saved.",
    no_model: "Ads cannot be explained now: the model cannot be used. “whyad doctor” says what to do; nothing is lost.",
    disk_full: "The disk is full. Nothing was stored; free some room and try again.",
    refused: "Whyad did not take this. Check what you typed.",
    fault: "Something went wrong inside Whyad. The log says where, without what you browsed.",
  },
};
