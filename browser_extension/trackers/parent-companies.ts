/** Who owns whom, as the companies announced it, where the public table of third parties knows only the brand. */
export const PARENT_COMPANIES: Readonly<Record<string, string>> = {
  AppNexus: "Microsoft",
  "Bing Ads": "Microsoft",
  "LinkedIn Ads": "Microsoft",
  "ByteDance Ltd": "ByteDance",
  "Amazon Ads": "Amazon",
  "Amazon Web Services": "Amazon",
  Twitch: "Amazon",
  Facebook: "Meta",
  Instagram: "Meta",
  "Rubicon Project": "Magnite",
  SpotXchange: "Magnite",
  Teads: "Outbrain",
};
