// The person's own e-mail addresses and telephone numbers, told only to this extension. Kept are their hashes and a
// masked form to show; requests are compared with the hashes here, and neither goes anywhere.
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { getSetting, setSetting } from "../store/settings";

export interface OwnAddress {
  kind: "email" | "phone";
  /** Enough to recognise it: a•••@g•••. */
  masked: string;
  /** Lower-case hexadecimal MD5, SHA-1 and SHA-256 of each way to write it. */
  hashes: string[];
}
export type AddressForms = ReadonlyMap<string, OwnAddress["kind"]>;

/** Mailboxes whose owner may put dots anywhere and anything behind a plus. */
const DOTLESS = new Set(["gmail.com", "googlemail.com"]);
const HEXADECIMAL = /[0-9a-f]{32,64}/gi;
const LENGTHS: ReadonlySet<number> = new Set([32, 40, 64]); // of MD5, SHA-1 and SHA-256
const BASE64_OF_SHA256 = /(?<![\w+/-])[\w+/-]{43}(?![\w+/-])/g;

/** Keep an address. False when the text is neither an e-mail address nor a telephone number. */
export async function addOwnAddress(text: string): Promise<boolean> {
  const address = readAddress(text);
  if (address === null) return false;
  const others = (await getSetting("own_addresses")).filter(({ hashes }) => hashes[0] !== address.hashes[0]);
  await keepAddresses([...others, address]);
  return true;
}

export async function removeOwnAddress(position: number): Promise<void> {
  const addresses = await getSetting("own_addresses");
  await keepAddresses(addresses.filter((_, index) => index !== position));
}

let reading: Promise<AddressForms> | undefined;

/** All hashes, with what they are hashes of; read once per worker start, for every request asks. */
export function addressForms(): Promise<AddressForms> {
  reading ??= readForms();
  return reading;
}

async function readForms(): Promise<AddressForms> {
  const addresses = await getSetting("own_addresses");
  return new Map(addresses.flatMap(({ kind, hashes }) => hashes.map((hash) => [hash, kind] as const)));
}

async function keepAddresses(addresses: OwnAddress[]): Promise<void> {
  await setSetting("own_addresses", addresses);
  reading = undefined;
}

/** Whose hash stands in this text, the address of a request or its body; or null. */
export function addressIn(sent: string, forms: AddressForms): OwnAddress["kind"] | null {
  if (forms.size === 0) return null;
  const text = decoded(sent);
  const hexadecimal = [...text.matchAll(HEXADECIMAL)].map(([hash]) => hash.toLowerCase());
  const found = [...hexadecimal.filter(({ length }) => LENGTHS.has(length)), ...base64Hashes(text)];
  return found.map((hash) => forms.get(hash)).find((kind) => kind !== undefined) ?? null;
}

export function readAddress(text: string): OwnAddress | null {
  const trimmed = text.trim().toLowerCase();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed)) {
    return { kind: "email", masked: maskedEmail(trimmed), hashes: hashesOf(emailForms(trimmed)) };
  }
  const digits = trimmed.replace(/[\s()/.-]/g, "").replace(/^00/, "+");
  if (!/^\+\d{7,15}$/.test(digits)) return null; // without its country code a number is hashed in no known way
  return { kind: "phone", masked: `${digits.slice(0, 3)}•••${digits.slice(-2)}`, hashes: hashesOf(phoneForms(digits)) };
}

/** The ways in which companies write an address before they hash it. */
function emailForms(email: string): string[] {
  const [name = "", host = ""] = email.split("@");
  const plain = name.split("+")[0] ?? "";
  const forms = [email, `${plain}@${host}`];
  if (!DOTLESS.has(host)) return forms;
  const dotless = plain.replaceAll(".", "");
  return [...forms, ...[...DOTLESS].flatMap((mail) => [`${dotless}@${mail}`, `${plain}@${mail}`])];
}

function phoneForms(digits: string): string[] {
  return [digits, digits.slice(1), `00${digits.slice(1)}`];
}

function hashesOf(forms: readonly string[]): string[] {
  const texts = [...new Set(forms)].map(utf8ToBytes);
  return texts.flatMap((text) => [sha256, sha1, md5].map((hash) => bytesToHex(hash(text))));
}

function maskedEmail(email: string): string {
  const [name = "", host = ""] = email.split("@");
  return `${name.slice(0, 1)}•••@${host.slice(0, 1)}•••`;
}

/** SHA-256 in base64, as some tags send it. */
function base64Hashes(text: string): string[] {
  return [...text.matchAll(BASE64_OF_SHA256)].map(([hash]) => {
    const bytes = atob(hash.replaceAll("-", "+").replaceAll("_", "/"));
    return Array.from(bytes, (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}
