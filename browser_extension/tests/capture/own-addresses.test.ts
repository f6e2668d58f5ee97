import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { addressIn, readAddress } from "../../capture/own-addresses";

const hash = (algorithm: string, text: string, form: "hex" | "base64url" = "hex") =>
  createHash(algorithm).update(text).digest(form);
const address = readAddress(" Ann.Lee+shop@GMail.com ");
const phone = readAddress("0049 (30) 123-4567");
const forms = new Map(
  [address, phone].flatMap((known) => known?.hashes.map((each) => [each, known.kind] as const) ?? []),
);
const sent = (value: string) => addressIn(`https://tags.example/collect?a=1&em=${value}&b=2`, forms);

test.each([
  ["as typed, trimmed and in small letters, SHA-256", hash("sha256", "ann.lee+shop@gmail.com")],
  ["without what follows the plus, SHA-1", hash("sha1", "ann.lee@gmail.com")],
  ["without dots, MD5", hash("md5", "annlee@gmail.com")],
  ["in capitals", hash("sha256", "annlee@gmail.com").toUpperCase()],
  ["the mailbox's other name", hash("sha256", "annlee@googlemail.com")],
  ["in base64", hash("sha256", "ann.lee@gmail.com", "base64url")],
  ["escaped behind a name", encodeURIComponent(`tv.1~em.${hash("sha256", "annlee@gmail.com")}`)],
])("a hashed e-mail address is recognised: %s", (_, value) => {
  expect(sent(value)).toBe("email");
});

test.each(["+49301234567", "49301234567", "0049301234567"])("a hashed telephone number is recognised: %s", (number) => {
  expect(sent(hash("sha256", number))).toBe("phone");
});

test("somebody else's address and random values are not", () => {
  expect(sent(hash("sha256", "bob@gmail.com"))).toBeNull();
  expect(sent("0".repeat(64))).toBeNull();
  expect(addressIn(`https://tags.example/?em=${hash("sha256", "annlee@gmail.com")}`, new Map())).toBeNull();
});

test("dots mean something where the mailbox is not Google's", () => {
  const other = readAddress("ann.lee@mail.example");
  expect(other?.hashes).toContain(hash("sha256", "ann.lee@mail.example"));
  expect(other?.hashes).not.toContain(hash("sha256", "annlee@mail.example"));
});

test("what is kept does not hold the address", () => {
  expect(JSON.stringify([address, phone])).not.toMatch(/ann|lee|gmail|1234567/);
  expect([address?.masked, phone?.masked]).toEqual(["a•••@g•••", "+49•••67"]);
});

test.each(["", "ann", "ann@", "12345", "030 1234567"])("what is no address is refused: “%s”", (text) => {
  expect(readAddress(text)).toBeNull();
});
