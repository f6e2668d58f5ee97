// The only file that talks to the service. Called by the background alone: a content script's requests would carry the
// page's origin.
import { type Challenge, CodeHolder } from "./access/code-proof";
import { freshNonce, type Pairing, shownTicket } from "./access/ticket";
import type { Problem } from "./contract/messages";
import type { InfoResponse, PairingAttemptResponse, PairingResponse, TicketResponse } from "./contract/payloads";
import { localFile } from "./store/local-file";
import { getSetting } from "./store/settings";
import { chosenLanguage } from "./ui/strings/chosen";

export const DEFAULT_SERVICE_URL = "http://127.0.0.1:7391";
const PREFIX = "/api/v1";
const SERVICE_NAME = "whyad";
const API_VERSION = "v1";
// Answers that mean "these events are bad", which only the proved service may say.
const UNPROVED_REFUSALS = new Set([409, 413, 422]);
const TIMEOUT_MS = 20_000; // below the 30 s after which Chromium ends a worker that waits for an answer

/** The service answered with an error, or did not answer (`status` 0). */
export class ServiceError extends Error {
  override name = "ServiceError";
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.code);
  }
}

/** What listens at the address is not the service this browser is paired with; it was told nothing. */
export class WrongServiceError extends ServiceError {
  constructor() {
    super(0, { code: "not_ours" });
  }
}

/** Where the service is: what the person set, else what local.json says, else the default. */
export async function serviceUrl(): Promise<string> {
  return (await getSetting("service_url")) ?? (await localFile()).service_url ?? DEFAULT_SERVICE_URL;
}

/** Ask the service as this paired browser, once it has proved to be the right one. Throws {@link ServiceError}. */
export async function callService<T>(method: string, path: string, body?: unknown): Promise<T> {
  const pairing = await getSetting("pairing");
  if (!pairing) throw new ServiceError(401, { code: "unpaired" });
  return request<T>(method, path, body, { Authorization: `Bearer ${await ticketFor(pairing)}` });
}

async function ticketFor(pairing: Pairing): Promise<string> {
  const nonce = freshNonce();
  const question = { holder_id: pairing.profile_id, nonce };
  const answer = await askedForTicket(question);
  const shown = await shownTicket(pairing, { url: await serviceUrl(), nonce, answer });
  if (shown === null) throw new WrongServiceError();
  return shown;
}

/**
 * What answers before it has proved itself may say nothing about the events that wait: a program on the port that refuses
 * tickets as malformed would otherwise make the outbox give its events up.
 */
async function askedForTicket(question: object): Promise<Partial<TicketResponse> | undefined> {
  try {
    return await callPublic<Partial<TicketResponse> | undefined>("POST", "/tickets", question);
  } catch (error) {
    if (error instanceof ServiceError && UNPROVED_REFUSALS.has(error.status)) throw new WrongServiceError();
    throw error;
  }
}

/** Pair with the service that knows the same code; neither the code nor the secret is sent. Throws {@link ServiceError}. */
export async function pairByCode(digits: string, name: string): Promise<Pairing> {
  const holder = new CodeHolder(digits);
  const attempt = await callPublic<Partial<PairingAttemptResponse> | undefined>("POST", "/pairing-attempts", {
    public_number: holder.publicNumber.toString(16),
  });
  const { attempt_id, salt, public_number } = attempt ?? {};
  const challenge = { salt, public_number };
  const proofs = isChallenge(challenge) ? await holder.prove(challenge, await serviceUrl()) : null;
  if (!proofs) throw new WrongServiceError();
  const answer = await callPublic<Partial<PairingResponse> | undefined>("POST", "/pairings", {
    attempt_id,
    proof: proofs.browser,
    name,
  });
  if (answer?.proof !== proofs.service || typeof answer.profile_id !== "string") throw new WrongServiceError();
  return { profile_id: answer.profile_id, token: proofs.secret };
}

function isChallenge(sent: { [Name in keyof Challenge]: unknown }): sent is Challenge {
  return typeof sent.salt === "string" && typeof sent.public_number === "string";
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
  if (!response.ok) throw new ServiceError(response.status, problemFrom(content));
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
    throw new ServiceError(0, { code: "unreachable" }); // fetch rejects with no more than a TypeError or a time-out
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // something else than our service listens there; the caller sees a missing name
  }
}

/** An answer without a code comes from a service of another version, or from something else altogether. */
function problemFrom(content: unknown): Problem {
  const { code } = (content ?? {}) as Partial<Problem>;
  return { code: code ?? "refused" };
}
