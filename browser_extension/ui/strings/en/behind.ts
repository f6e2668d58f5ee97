// Who is behind an ad and what its page claims, in English. Names arrive isolated against their own direction.
import type { CompanyLinkItem } from "../../../contract/payloads";

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);
type How = CompanyLinkItem["how"];

const told: Record<How, (from: string, to: string) => string> = {
  redirect: (from, to) => `${from} passed its id of you on to ${to}.`,
  shared_id: (from, to) => `${from} passed its id of you on to ${to}.`,
  site_id: (from, to) => `${from} gave ${to} the id it knows you by.`,
  hashed_email: (from, to) => `${from} gave ${to} a hash of your e-mail address.`,
  hashed_phone: (from, to) => `${from} gave ${to} a hash of your phone number.`,
};

/** IAB Europe's numbered purposes. */
const purpose: Record<number, string> = {
  1: "keep things on your device",
  2: "pick ads with little data",
  3: "build an ad profile of you",
  4: "use that profile to pick ads",
  5: "build a profile for content",
  6: "use that profile to pick content",
  7: "measure ads",
  8: "measure content",
  9: "study groups of readers",
  10: "improve their services",
  11: "pick content with little data",
};

export const behindEn = {
  title: "Who is behind it",
  claimed: "claimed by the page",
  and: (names: string[]) =>
    names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`,
  more: (n: number) => `Show ${n} more`,

  advertiser: {
    title: "Who advertises",
    sure: {
      proven: (name: string) => `${name}: the ad’s link leads there, and the bid says the same.`,
      seen: (name: string) => `${name}: the ad’s link leads there.`,
      claimed: (name: string) => `${name}: the bid says so. Whyad saw no link that shows it.`,
      guessed: (name: string) => `Perhaps ${name}: the ad’s own words suggest it. Nothing else does.`,
      unknown: "Nobody is named, neither by the ad nor by the bid.",
    },
    differs: (name: string) => `The bid names ${name} instead.`,
    payer: (name: string) => `The bid says that ${name} pays.`,
  },

  companies: {
    title: "Who delivered it",
    none: "Whyad saw no other company deliver this ad.",
    through: (names: string) => `through ${names}`,
    brand: (brand: string, domain: string) => `${brand} (${domain})`,
    own: (brand: string, owner: string) => `${brand}, part of ${owner}`,
  },

  links: {
    title: "Who told whom about you",
    none: "Whyad saw no company pass an id of you on to those behind this ad. Much of that happens out of sight.",
    told,
    where: (site: string, time: string) => `Seen on ${site}, ${time}`,
    often: (n: number) => `and on ${count(n, "other page", "other pages")}`,
    party: "told a company of this ad",
  },

  address: {
    title: "Your own address",
    sent: (names: string) => `A hash of your own address was seen going to ${names}.`,
    unseen: "No hash of your own address was seen going to anyone. Whyad checks only those you listed in the options.",
  },

  told: {
    title: "What bidders were told about you",
    none: "The page shows no word about you to bidders. What goes from server to server stays out of sight.",
    to: (names: string) => `To ${names}:`,
    others: (n: number) => `To ${count(n, "company", "companies")} that did not deliver this ad`,
    segments: (list: string) => `Groups you were put in: ${list}.`,
    keywords: (list: string) => `Words about you: ${list}.`,
    place: (name: string) => `Where you are: ${name}.`,
    ids: (list: string) => `Ids of you, made by: ${list}.`,
  },

  sellers: {
    title: "Who sold the place",
    chain: (names: string) => `The place for this ad went through ${names}.`,
  },

  consent: {
    title: "What was agreed to",
    none: "Neither the page nor this browser says anything about consent.",
    purpose,
    yes: (list: string) => `Yes to: ${list}.`,
    no: (list: string) => `No to: ${list}.`,
    yesToAll: "Yes to all purposes.",
    noToAll: "No to every purpose.",
    purposes: "What the yes and the no are for",
    granted: (names: string) => `By the page’s account you said yes to ${names}.`,
    refused: (names: string) => `Took part in this ad without your yes: ${names}.`,
    counted: (n: number) => `In all, ${count(n, "company has", "companies have")} your yes, it says.`,
    gppOut: "Your choice for the United States is passed on: do not sell or share my data.",
    gppIn: "No choice against selling your data is passed on for the United States.",
    gppOpen: "A signal for the United States is passed on, without a choice of yours.",
    gpcOn: "This browser asks all sites not to sell or share your data (Global Privacy Control).",
    gpcOff: "This browser does not ask sites to keep your data to themselves (Global Privacy Control).",
  },
};

export type BehindStrings = typeof behindEn;
