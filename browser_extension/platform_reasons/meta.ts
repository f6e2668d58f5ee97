import { type PlatformReader, anyOf } from "./card";

const WHY = "why (you['’]re|am i|you are) seeing|warum (siehst du|du diese)|pourquoi (je vois|vous voyez)";

/** “Why you're seeing this ad” on Facebook and Instagram. */
export const meta: PlatformReader = {
  platform: "meta",
  hosts: /(^|\.)(facebook|instagram|threads)\.com$/,
  titles: anyOf(WHY),
  reasonHeadings: anyOf(WHY, "reasons? (you|why)|gründe"),
  advertiser: [
    /^(.{2,80}?) (?:wants to reach|is trying to reach|used the following|chose to)/i,
    /^(.{2,80}?) (?:möchte|will) .*erreichen/i,
    /^(?:advertiser|werbetreibender|annonceur): (.+)$/i,
  ],
  noReasons: /^(manage|make changes|ad preferences|hide|learn|see|einstellungen|verwalten|mehr|ausblenden)/i,
};
