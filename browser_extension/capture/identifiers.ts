// Which values in an address name a person or a browser. Values are compared and forgotten; none of them is ever stored.

/** Names under which companies commonly hand over an id of the browser. */
const ID_NAMES =
  /(^|[_\-.])(uid|uuid|guid|puid|buid|xuid|cid|vid|id|i|user|userid|partnerid|deviceid|visitor|visitorid|gid|sid|fpc?|fbp|fbc|client_?id|external_?id|user_?id|partner_?(u?id|user)|visitor_?id|device_?id|cookie_?id)$/i;
/** Hosts and paths of endpoints whose one purpose is to match ids. */
const SYNC_WORDS =
  /(^|[^a-z])(sync|usersync|user-sync|cookiesync|cksync|cookie-?match|cookie_?sync|match|idmatch|cm|cms|setuid|getuid|sid-?sync|pixel-?sync|dcm|rum|uids?|xuid)([^a-z]|$)/i;
/** What is told to everybody alike, however random it looks. */
const NO_IDS =
  /^(gdpr|gdpr_consent|gdpr_pd|us_privacy|gpp|gpp_sid|addtl_consent|consent|tcf|url|u|r|ref|referrer|dl|dr|redir|redirect|ru|loc|page|title|t|ts|time|timestamp|cb|cachebuster|cache|rnd|rand|random|ord|v|ver|version|w|h|size|sig|signature|hash|token|key|callback|lang|ua|z)$/i;
const LEAST_LENGTH = 8; // shorter values repeat by chance
const MOST_LENGTH = 256; // longer ones are documents, not names
const MOST_VALUES = 40; // of one address

/** Values of an address that look like the name of a browser, with the name they go by ("" in a path). */
export function idValues(url: string): { name: string; value: string }[] {
  const { searchParams, pathname } = new URL(url);
  const named = [...searchParams].filter(([name]) => !NO_IDS.test(name));
  const parameters = named.flatMap(([name, value]) => partsOf(value).map((part) => ({ name, value: part })));
  const inPath = pathname.split(/[/;,=]/).map((value) => ({ name: "", value }));
  return [...parameters, ...inPath].filter(({ value }) => looksLikeId(value)).slice(0, MOST_VALUES);
}

/** Whether an address hands over an id: by an endpoint made for that, or under a name made for that. */
export function handsOver(url: string): boolean {
  const values = idValues(url);
  if (values.length === 0) return false;
  const { hostname, pathname } = new URL(url);
  return SYNC_WORDS.test(`${hostname}${pathname}`) || values.some(({ name }) => ID_NAMES.test(name));
}

/** Long enough, neither a word nor a time, and not made of letters alone. */
export function looksLikeId(value: string): boolean {
  if (value.length < LEAST_LENGTH || value.length > MOST_LENGTH) return false;
  if (!/^[\w\-.:~+=|%@]+$/.test(value) || !/\d/.test(value)) return false;
  if (/^1[5-9]\d{8}(\d{3})?(\.\d+)?$/.test(value)) return false; // a time of this decade in seconds or milliseconds
  if (/^\d{1,4}x\d{1,4}|^\d+(\.\d+){1,3}$/.test(value) && !/^\d{6,}\.\d{6,}$/.test(value)) return false; // sizes, versions
  if (/^[\w-]+(\.[\w-]+)*\.(js|css|gif|png|jpe?g|webp|svg|html?|json|php|aspx?)$/i.test(value)) return false;
  return new Set(value).size >= 6; // 00000000 and the like name nobody
}

/** A value may hold an id behind a prefix, as `GA1.2.123456789.987654321` does. */
function partsOf(value: string): string[] {
  const clientId = /(\d{6,}\.\d{9,})$/.exec(value)?.[1];
  return clientId && clientId !== value ? [value, clientId] : [value];
}

/** Ids among the values of a site's own cookies (`document.cookie`), whole and without their prefix. */
export function idsInCookies(cookies: string): string[] {
  const values = cookies.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
  return [...new Set(values.flatMap((value) => partsOf(decoded(value))))].filter(looksLikeId).slice(0, MOST_VALUES);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}
