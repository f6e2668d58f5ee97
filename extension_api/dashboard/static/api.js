// The only file that asks the service. The key of this dashboard is kept per address and port, which cookies are not.
import { words } from "./words.js";

const KEY = "whyad-key";
const PREFIX = "/api/v1";

/** The service refused or failed; `message` says it in the reader's language. */
export class ServiceError extends Error {
  constructor(status, code) {
    super(words.problem[code] ?? words.problem.refused); // a newer service may know more codes
    this.status = status;
  }
}

export const isSignedIn = () => localStorage.getItem(KEY) !== null;

/** Exchange a one-time code for this dashboard's key. The cookie that belongs to it no script can read. */
export async function signIn(code) {
  const { key } = await send("POST", "/dashboard-sessions", { code });
  localStorage.setItem(KEY, key);
}

export async function signOut() {
  await send("DELETE", "/dashboard-sessions/current").finally(forgetKey);
}

export const forgetKey = () => localStorage.removeItem(KEY);

export const getHealth = () => fetchJson("GET", "/health");
export const getInfo = () => send("GET", "/info");
export const getDiet = () => send("GET", "/diet");
export const getTraits = () => send("GET", "/traits");
export const getReceipts = () => send("GET", "/receipts?limit=3");
export const getPairings = () => send("GET", "/pairings");
export const getProvenance = (id) => send("GET", `/traits/${encodeURIComponent(id)}/provenance`);
export const getExplanation = (id) => send("GET", `/impressions/${encodeURIComponent(id)}/explanation`);
export const getAlternatives = (id) => send("GET", `/impressions/${encodeURIComponent(id)}/alternatives`);
export const correctTrait = (id, correction) => send("PATCH", `/traits/${encodeURIComponent(id)}`, { correction });
export const forgetVisits = (ids) => send("DELETE", "/visits", { ids });
export const forgetSite = (domain) => send("DELETE", `/sites/${encodeURIComponent(domain)}`);
export const forgetHours = (since, until) => send("DELETE", "/hours", { since, until });
export const forgetCompany = (name) => send("DELETE", `/companies/${encodeURIComponent(name)}`);
export const forgetEverything = () => send("DELETE", "/everything");
export const getTrackers = () => send("GET", "/trackers?limit=200");
export const sendFeedback = (id, cause) => send("POST", `/impressions/${encodeURIComponent(id)}/feedback`, { cause, opinion: "wrong" });

/** A page of ads; `cursor` asks for older ones. */
export function getAds({ verdict = null, cursor = null, limit = 30 } = {}) {
  const query = new URLSearchParams({ limit, ...(verdict && { verdict }), ...(cursor && { cursor }) });
  return send("GET", `/impressions?${query}`);
}

const send = (method, path, body) => fetchJson(method, PREFIX + path, body);

/** Everything held, as the ZIP file that the service makes, under the name it gives. */
export async function exportEverything() {
  const response = await ask("GET", `${PREFIX}/export`);
  if (!response.ok) throw new ServiceError(response.status, (await response.json()).code);
  const [, name] = /filename="([^"]+)"/u.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  return { blob: await response.blob(), name: name ?? "whyad.zip" };
}

async function fetchJson(method, path, body) {
  const response = await ask(method, path, body);
  const content = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new ServiceError(response.status, content.code);
  return content;
}

function ask(method, path, body) {
  const headers = { "X-Whyad-Dashboard": localStorage.getItem(KEY) ?? "", "Accept-Language": words.language };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return fetch(path, { method, headers, body: body && JSON.stringify(body), redirect: "error" }).catch(() => {
    throw new ServiceError(0, "unreachable");
  });
}
