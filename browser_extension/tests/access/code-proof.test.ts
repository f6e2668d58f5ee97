import { expect, test } from "vitest";
import { bytesOfHex } from "../../access/bytes";
import { CodeHolder, type Group, RFC_5054_3072 } from "../../access/code-proof";

// RFC 5054, appendix B.
const PRIME =
  "0xEEAF0AB9ADB38DD69C33F80AFA8FC5E86072618775FF3C0B9EA2314C9C256576D674DF7496EA81D3383B4813D692C6E0E0D5D8E250B98BE48E495C1D6089DAD15DC7D7B46154D6B6CE8EF4AD69B15D4982559B297BCF1885C529F566660E57EC68EDBC3C05726CC02FD4CBF4976EAA9AFD5138FE8376435B9FC61D2FC0EB06E3";
const A = 0x60975527035cf2ad1989806f0407210bc81edc04e2762a56afd529ddda2d4393n;
const SALT = "beb25379d1a8581eb5a727673a2441ee";
const SERVICE_PUBLIC =
  "0xBD0C61512C692C0CB6D041FA01BB152D4916A1E77AF46AE105393011BAF38964DC46A0670DD125B95A981652236F99D9B681CBF87837EC996C6DA04453728610D0C6DDB58B318885D7D82C7F8DEB75CE7BD4FBAA37089E6F9C6059F388838E7A00030B331EB76840910440B1B27AAEAEEB4012B7D7665238A8E3FB004B117B58";
const SHARED =
  "0xB0DC82BABCF30674AE450C0287745E7990A3381F63B387AAF271A10D233861E359B48220F7C4693C9AE12B0A6F67809F0876E2D013800D6C41BB59B6D5979B5C00A172B4A2A5903A0BDCAF8A709585EB2AFAFA8F3499B200210DCC1F10EB33943CD67FC88A2F39A4BE5BEC4EC0A3212DC346D7E474B29EDE8A469FFECA686E5A";
const RFC: Group = { prime: BigInt(PRIME), generator: 2n, digest: "SHA-1" };

test("the arithmetic is that of the standard", async () => {
  const holder = new CodeHolder("password123", RFC, "alice", A);
  const salt = bytesOfHex(SALT);

  expect(salt && (await holder.sharedNumber(salt, BigInt(SERVICE_PUBLIC)))).toBe(BigInt(SHARED));
});

test.each(["0", RFC_5054_3072.prime.toString(16), "", "-1", "0x10", "ff".repeat(400)])(
  "a number that gives the key away, or is none, gets no proof: %.12s",
  async (public_number) => {
    expect(await new CodeHolder("48217730").prove({ salt: SALT, public_number }, "http://127.0.0.1:7391")).toBeNull();
  },
);

test("each exchange has numbers and a secret of its own", async () => {
  const challenge = { salt: SALT, public_number: "9c31e7d2" };
  const [first, second] = [new CodeHolder("48217730"), new CodeHolder("48217730")];
  const proofs = await Promise.all([first, second].map((holder) => holder.prove(challenge, "http://127.0.0.1:7391")));

  expect(first.publicNumber).not.toBe(second.publicNumber);
  expect(proofs[0]?.secret).not.toBe(proofs[1]?.secret);
  expect(proofs[0]?.secret).toMatch(/^[\w-]{43}$/);
});
