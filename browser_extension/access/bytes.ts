// Bytes as text and numbers, and the two hashes of access, by the browser's own cryptography.
export type Bytes = Uint8Array<ArrayBuffer>;
export type Digest = "SHA-256" | "SHA-1";

const HEX = /^(?:[0-9a-f]{2})*$/;

export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);

export function hexOf(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of a hexadecimal text; null if it is none. */
export function bytesOfHex(text: string): Bytes | null {
  if (!HEX.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function base64UrlOf(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

export function joined(...parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export async function hash(digest: Digest, ...parts: readonly Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(digest, joined(...parts)));
}

export async function mac(digest: "SHA-256" | "SHA-512", key: Bytes, text: string): Promise<Bytes> {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: digest }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, bytesOf(text)));
}

export const randomBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));
