// What the dashboard calls things, and how it writes figures and times. The same words as the extension's.

export const VERDICTS = ["about_you", "about_the_page", "about_the_moment", "about_everyone", "not_enough_evidence"];

export const VERDICT = {
  about_you: "About you",
  about_the_page: "About the page",
  about_the_moment: "About place or time",
  about_everyone: "Probably not about you",
  not_enough_evidence: "Not enough to tell",
};

export const CAUSE_KIND = {
  interest: "your interest",
  purchase_intent: "your shopping",
  retargeting: "you visited the advertiser",
  advertiser_list: "the advertiser’s own list",
  demographic: "who you are",
  place_time_device: "place, time or device",
  page_context: "the page",
};

export const TIER = {
  stated: "Stated by the ad, the page or the platform itself.",
  measured: "Counted or compared directly.",
  modelled: "Our model’s estimate from your own record. The ad company’s rules stay hidden.",
  unknown: "There is too little to go by.",
};

export const CAMPAIGN_KIND = {
  interest: "By an interest people have",
  look_alike: "By likeness to its customers",
  retargeting: "By who visited its site",
  contextual: "By what a page is about",
  place_time: "By place or time",
  run_of_network: "Not at all: anyone will do",
};

export const SOURCE = {
  page_words: "words on the page",
  site_topic: "what you read on this site before",
  search_query: "you searched for it",
  purchase_intent: "you were shopping",
  advertiser_visit: "the advertiser’s own site",
};

export const HOW = {
  bidder: "bid for this ad",
  frame: "carried this ad in its frame",
  request: "was contacted while this ad loaded",
  ad_server: "served this ad",
};

export const LEVEL = { weak: "a hint", medium: "clear", strong: "strong" };

const language = navigator.language;

/** "1 visit", "3 visits". */
export const count = (n, one, many) => `${n.toLocaleString(language)} ${n === 1 ? one : many}`;

/** "×4.1": a contribution as a factor, two digits. */
export function factor(value) {
  const shown = Math.abs(value - 1) <= 0.05 ? 1 : value; // well below any interval we show
  return `×${new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(shown)}`;
}

/** "45 %" as the language writes it. */
export const percent = (share) => new Intl.NumberFormat(language, { style: "percent" }).format(share);

/** "09:10" today, "2 Nov, 09:10" otherwise, with the year if it is another. */
export function moment(time, now = new Date()) {
  const date = new Date(time);
  const clock = { hour: "2-digit", minute: "2-digit" };
  if (date.toDateString() === now.toDateString()) return new Intl.DateTimeFormat(language, clock).format(date);
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", ...clock, ...year }).format(date);
}

/** "30 October 2026". */
export const day = (time) => new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" }).format(new Date(time));

/** "a, b and c". */
export const list = (words) => new Intl.ListFormat(language, { type: "conjunction" }).format(words);
