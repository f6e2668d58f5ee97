// Who is behind the scenes' ads: made-up companies that deliver, tell each other, and are told.
import type { CompanyName } from "../../contract/messages";
import type { Behind, CompanyLinkItem, ToldItem } from "../../contract/payloads";

const BRANDS: Record<string, CompanyName> = {
  "cobalt.example": { brand: "Cobalt Exchange", owner: "Cobalt Audience" },
  "fjord-ssp.example": { brand: "Fjord", owner: "Northsea Media" },
};

export const nameOf = (domain: string): CompanyName => BRANDS[domain] ?? { brand: domain, owner: domain };

const link = (
  told_by: string,
  told: string,
  how: CompanyLinkItem["how"],
  site: string,
  times = 1,
): CompanyLinkItem => ({
  told_by,
  told,
  how,
  site,
  times,
  time: "2026-11-01T18:44:00Z",
  in_delivery: told !== "Lantern Measurement",
});

const told = (bidder: string, company: string, part: Partial<ToldItem>): ToldItem => ({
  bidder,
  company,
  segments: [],
  keywords: [],
  place: null,
  ids: [],
  in_delivery: true,
  ...part,
});

export const BEHIND: Behind = {
  advertisers: [
    { source: "link", domain: "tents.example", name: "" },
    { source: "bid", domain: "tents.example", name: "" },
    { source: "payer", domain: "", name: "Tents Ltd" },
  ],
  deliverers: [
    { company: "Alpha Ads", roles: ["bidder"], domains: ["alpha.example"] },
    { company: "Cobalt Audience", roles: ["frame", "request"], domains: ["cobalt.example", "cdn.cobalt.example"] },
  ],
  links: [
    link("Lantern Measurement", "Alpha Ads", "redirect", "trails.example", 3),
    link("outdoor-forum.example", "Cobalt Audience", "hashed_email", "outdoor-forum.example"),
    link("Alpha Ads", "Lantern Measurement", "shared_id", "news.example"),
    link("news.example", "Alpha Ads", "site_id", "news.example"),
    link("Cobalt Audience", "Alpha Ads", "redirect", "maps.example"),
    link("Ember Exchange", "Cobalt Audience", "redirect", "maps.example"),
  ],
  told: [
    told("alpha", "Alpha Ads", {
      segments: ["telco.example: 677 Camping", "news.example: subscriber"],
      keywords: ["hiking", "born 1987"],
      place: "Leipzig",
      ids: ["sharedid.org"],
    }),
    told("fjord", "Fjord", { place: "Leipzig", in_delivery: false }),
    told("ember", "Ember Exchange", { place: "Leipzig", in_delivery: false }),
  ],
  sellers: ["news.example", "fjord-ssp.example"],
  consents: [
    { framework: "tcf", granted: ["Alpha Ads"], refused: ["Cobalt Audience"], companies: 212, opted_out: null,
      purposes: [1, 2, 7] },
    { framework: "gpp", granted: [], refused: [], companies: 0, opted_out: true, purposes: null },
    { framework: "gpc", granted: [], refused: [], companies: 0, opted_out: true, purposes: null },
  ],
};

export const NOBODY: Behind = { advertisers: [], deliverers: [], links: [], told: [], sellers: [], consents: [] };
