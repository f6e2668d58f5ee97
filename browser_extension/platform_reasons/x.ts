import type { PlatformReader } from "./card";

/** “Why this ad?” on X. */
export const x: PlatformReader = {
  platform: "x",
  hosts: /(^|\.)(x|twitter)\.com$/,
  titles: /why (this|you['’]re seeing this) ad|warum (diese anzeige|sehe ich)|pourquoi cette publicité/i,
  reasonHeadings: /why (this|you['’]re seeing)|trying to reach|warum (diese|sehe)|erreichen|pourquoi cette/i,
  advertiser: [
    /because (?:the advertiser )?(.{2,80}?) (?:is trying|wants) to reach/i,
    /weil (.{2,80}?) .*erreichen/i,
    /^(?:advertiser|werbetreibender): (.+)$/i,
  ],
  noReasons: /^(learn|manage|settings|other|got it|mehr|einstellungen|verstanden)/i,
};
