import { expect, test } from "vitest";
import { freshNonce, shownTicket } from "../../access/ticket";
import { PAIRING, ticketAnswer } from "../builders";

const URL_OF_SERVICE = "http://127.0.0.1:7391";
const nonce = freshNonce();

async function answered(question: Record<string, string>, url = URL_OF_SERVICE, secret = PAIRING.token) {
  return (await ticketAnswer(question, url, secret).json()) as { ticket: string; proof: string };
}

test("the service we are paired with gets the ticket back, with the secret under a mask", async () => {
  const answer = await answered({ holder_id: PAIRING.profile_id, nonce });
  const shown = await shownTicket(PAIRING, { url: URL_OF_SERVICE, nonce, answer });

  expect(shown).toMatch(/^a-ticket\.[0-9a-f]{18}$/);
  expect(shown).not.toContain(PAIRING.token);
});

test.each([
  ["an old proof", { holder_id: PAIRING.profile_id, nonce: "played-again" }, URL_OF_SERVICE, PAIRING.token],
  ["another profile's proof", { holder_id: "p2", nonce }, URL_OF_SERVICE, PAIRING.token],
  ["a proof passed on from another port", { holder_id: PAIRING.profile_id, nonce }, "http://127.0.0.1:9", PAIRING.token],
  ["a service with another secret", { holder_id: PAIRING.profile_id, nonce }, URL_OF_SERVICE, "another"],
])("%s gets nothing", async (_, question, url, secret) => {
  const answer = await answered(question, url, secret);

  expect(await shownTicket(PAIRING, { url: URL_OF_SERVICE, nonce, answer })).toBeNull();
});

test.each([undefined, {}, { ticket: "t" }, { ticket: 5, proof: "x" }, []])("no answer at all gets nothing: %j", async (answer) => {
  expect(await shownTicket(PAIRING, { url: URL_OF_SERVICE, nonce, answer: answer as object })).toBeNull();
});

test("no two nonces are the same", () => {
  expect(freshNonce()).not.toBe(freshNonce());
});
