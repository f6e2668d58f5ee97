// Before each request the service has to prove that it keeps the hash of this profile's secret; then the request carries a
// ticket for itself and the secret under a mask. Nobody else can prove it, and the secret is never sent. See docs/api.md.
import type { TicketResponse } from "../contract/payloads";
import { base64UrlOf, bytesOf, hash, hexOf, mac, randomBytes } from "./bytes";

const NONCE_BYTES = 16;

export interface Pairing {
  profile_id: string;
  /** The secret of this browser profile. (A browser paired by an earlier version has its token here.) */
  token: string;
}

export const freshNonce = (): string => base64UrlOf(randomBytes(NONCE_BYTES));

/** What stands after `Bearer` in the request; null if the answer does not come from the service we are paired with. */
export async function shownTicket(
  { profile_id, token }: Pairing,
  { url, nonce, answer }: { url: string; nonce: string; answer: Partial<TicketResponse> | undefined },
): Promise<string | null> {
  const { ticket, proof } = answer ?? {};
  if (typeof ticket !== "string") return null;
  const secret = bytesOf(token);
  const secretHash = await hash("SHA-256", secret);
  const about = ["whyad-ticket-1", url, profile_id, nonce, ticket].join("\n");
  if (proof !== hexOf(await mac("SHA-256", secretHash, `service\n${about}`))) return null;
  const mask = await mac("SHA-512", secretHash, `browser\n${about}`);
  return `${ticket}.${hexOf(secret.map((byte, index) => byte ^ (mask[index] ?? 0)))}`;
}
