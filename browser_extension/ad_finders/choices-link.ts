// How the small mark in an ad's corner is recognised.

/** Where it leads: the industry's and the largest companies' pages on a shown ad. */
export const ADCHOICES_LINK = new RegExp(
  [
    "//adssettings\\.google\\.[a-z.]+/whythisad",
    "//(www\\.)?google\\.com/url\\?ct=abg",
    "//(info|preferences-mgr|preferences)\\.(evidon|truste|trustarc)\\.com",
    "//(www\\.)?(youradchoices|aboutads|youronlinechoices|optout\\.aboutads)\\.(com|ca|info|eu)",
    "//privacy\\.[a-z.]*criteo\\.com/adchoices",
    "//choices\\.(truste|trustarc)\\.com",
    "//(www\\.)?amazon\\.[a-z.]+/adprefs",
    "//adinfo\\.|/adchoices?([/?#]|$)|/relevant-ads([/?#]|$)",
    "//popup\\.taboola\\.com",
    "//(www\\.)?outbrain\\.com/what-is",
  ].join("|"),
  "i",
);
/** What it says where it leads to a page of the site's own, and how companies sign their boxes. */
const CHOICES_TEXT = new RegExp(
  "^(ad ?choices|why this ad\\??|why (am i seeing|do i see) this( ad)?\\??|about (this|our) ads?|report (this )?ad|" +
    "(\\w+ )?(powered|invented|recommended|provided|served|ads) by \\w+)$",
  "i",
);

export function isChoicesText(text: string): boolean {
  return text.length < 40 && CHOICES_TEXT.test(text.trim());
}
