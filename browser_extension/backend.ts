// The only file that talks to the service. Called by the background alone: a content script's requests would carry the
// page's origin.
import type { Problem } from "./contract/messages";
import type { InfoResponse } from "./contract/payloads";
import { localFile } from "./store/local-file";
import { getSetting } from "./store/settings";
import { chosenLanguage } from "./ui/strings/chosen";

export const DEFAULT_SERVICE_URL = "http://127.0.0.1:7391";
const PREFIX = "/api/v1";
const SERVICE_NAME = "whyad";
const API_VERSION = "v1";
const TIMEOUT_MS = 20_000; // below the 30 s after which Chromium ends a worker that waits for an answer

/** The service answered with an error, or did not answer (`status` 0). */
export class ServiceError extends Error {
  override name = "ServiceError";
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
  }
}

const UNREACHABLE: Problem = {
  title: "The Whyad service does not answer",
  detail: "Start it with “whyad serve”. What you see meanwhile waits in this browser.",
};
const UNPAIRED: Problem = {
  title: "This browser is not paired yet",
  detail: "Run “whyad pair” and type its code into the options of this extension.",
};

/** Where the service is: what the person set, else what local.json says, else the default. */
export async function serviceUrl(): Promise<string> {
  return (await getSetting("service_url")) ?? (await localFile()).service_url ?? DEFAULT_SERVICE_URL;
}

/** Ask the service as this paired browser. Throws {@link ServiceError}. */
export async function callService<T>(method: string, path: string, body?: unknown): Promise<T> {
  const pairing = await getSetting("pairing");
  if (!pairing) throw new ServiceError(401, UNPAIRED);
  return request<T>(method, path, body, { Authorization: `Bearer ${pairing.token}` });
}

/** Ask something that needs no pairing. Throws {@link ServiceError}. */
export async function callPublic<T>(method: string, path: string, body?: unknown): Promise<T> {
  return request<T>(method, path, body, {});
}

/** Whether what listens at the address is a Whyad service of our version; asked before anything private is sent. */
export async function checkService(): Promise<"ok" | "service_down" | "wrong_service" | "version_mismatch"> {
  try {
    const info = await callPublic<InfoResponse>("GET", "/info");
    if (info.name !== SERVICE_NAME) return "wrong_service";
    return info.api === API_VERSION ? "ok" : "version_mismatch";
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.status === 0 || error.status >= 500 ? "service_down" : "wrong_service";
  }
}

async function request<T>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<T> {
  const response = await send(`${await serviceUrl()}${PREFIX}${path}`, {
    method,
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...(await spoken()) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const content: unknown = text === "" ? undefined : parseJson(text);
  if (!response.ok) throw new ServiceError(response.status, problemFrom(content, response.status));
  return content as T;
}

/** The service words its sentences in the language of our pages. */
async function spoken(): Promise<Record<string, string>> {
  return { "Accept-Language": await chosenLanguage() };
}

async function send(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options);
  } catch {
    throw new ServiceError(0, UNREACHABLE); // fetch rejects with no more than a TypeError or a time-out
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // something else than our service listens there; the caller sees a missing name
  }
}

function problemFrom(content: unknown, status: number): Problem {
  const { title, detail } = (content ?? {}) as Partial<Problem>;
  return {
    title: typeof title === "string" ? title : `The service answered with status ${status}`,
    detail: typeof detail === "string" ? detail : "Something else may be listening at its address.",
  };
}
