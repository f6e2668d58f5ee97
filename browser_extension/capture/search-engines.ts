// Search words are kept only from the result pages of these engines; no other query string is ever read.

interface SearchEngine {
  /** Registrable domain without its ending where an engine has many (google.de, google.co.uk). */
  host: RegExp;
  path: RegExp;
  parameter: string;
}

export const SEARCH_ENGINES: readonly SearchEngine[] = [
  { host: /^(www\.)?google\.[a-z.]{2,6}$/, path: /^\/search$/, parameter: "q" },
  { host: /^(www\.)?bing\.com$/, path: /^\/search$/, parameter: "q" },
  { host: /^((www|html|lite)\.)?duckduckgo\.com$/, path: /^\/(html\/?|lite\/?)?$/, parameter: "q" },
  { host: /^(www\.)?ecosia\.org$/, path: /^\/search$/, parameter: "q" },
  { host: /^(www\.)?startpage\.com$/, path: /^\/(do|sp)\/search/, parameter: "query" },
  { host: /^(www\.)?qwant\.com$/, path: /^\/$/, parameter: "q" },
  { host: /^search\.brave\.com$/, path: /^\/search$/, parameter: "q" },
  { host: /^([a-z]{2}\.)?search\.yahoo\.com$/, path: /^\/search/, parameter: "p" },
  { host: /^(www\.)?yandex\.[a-z.]{2,6}$/, path: /^\/search\/?$/, parameter: "text" },
  { host: /^(www\.)?baidu\.com$/, path: /^\/s$/, parameter: "wd" },
];

/** The words searched for, or null where the page is no result page of a known engine. */
export function searchQuery(url: string): string | null {
  const { hostname, pathname, searchParams } = new URL(url);
  const engine = SEARCH_ENGINES.find(({ host, path }) => host.test(hostname) && path.test(pathname));
  return engine ? searchParams.get(engine.parameter)?.trim() || null : null;
}
