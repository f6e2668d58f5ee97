import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CaptureEvent, EventsResponse } from "../../contract/payloads";
import { flush } from "../../flush";
import { enqueue, queuedCount } from "../../outbox";
import { closeDatabase } from "../../store/database";
import { getSetting, setSetting } from "../../store/settings";
import { aVisit, PAIRING, ticketAnswer } from "../builders";

const SERVICE_URL = "http://127.0.0.1:7391";
const INFO = { name: "whyad", api: "v1" };
interface Asked {
  path: string;
  token: string | null;
  ids: string[];
}

let asked: Asked[] = [];

/**
 * A service that answers as told; `fetch` is the border of the browser, not our own code. It proves itself with what it
 * keeps of the pairing, or with `secret`.
 */
function serve(
  events: (ids: string[]) => Response,
  info: () => Response = () => Response.json(INFO),
  secret?: string,
): void {
  vi.stubGlobal("fetch", async (url: string, options: RequestInit) => {
    const body = JSON.parse(String(options.body ?? "{}")) as { events?: CaptureEvent[] };
    const ids = (body.events ?? []).map(({ id }) => id);
    asked.push({ path: new URL(url).pathname, token: new Headers(options.headers).get("Authorization"), ids });
    if (url.endsWith("/local.json")) throw new TypeError("no such file");
    if (url.endsWith("/tickets")) {
      const known = secret ?? (await getSetting("pairing"))?.token;
      return ticketAnswer(body as Record<string, string>, SERVICE_URL, known);
    }
    return url.endsWith("/info") ? info() : events(ids);
  });
}

function accept(ids: string[], status: EventsResponse["results"][number]["status"] = "accepted"): Response {
  return Response.json({ results: ids.map((id) => ({ id, status })), accepted: ids.length });
}

const sentEvents = () => asked.filter(({ path }) => path === "/api/v1/events");

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal("indexedDB", new IDBFactory());
  asked = [];
  await setSetting("service_url", SERVICE_URL);
  await setSetting("pairing", PAIRING);
  await enqueue([aVisit("v1"), aVisit("v2")]);
});
afterEach(() => vi.unstubAllGlobals());

test("acknowledged events leave the outbox, with a ticket and in order", async () => {
  const taken: string[] = [];
  serve((ids) => accept(ids));
  await flush(async (ids) => void taken.push(...ids));
  expect(sentEvents()).toMatchObject([{ token: expect.stringMatching(/^Bearer a-ticket\./), ids: ["v1", "v2"] }]);
  expect([taken, await queuedCount(), await getSetting("service_state")]).toEqual([["v1", "v2"], 0, "recording"]);
});

test.each(["rejected", "conflict"])(
  "a repeated event is as good as taken, a %s one is given up and counted",
  async (status) => {
    serve(() =>
      Response.json({
        results: [
          { id: "v1", status: "duplicate" },
          { id: "v2", status },
        ],
      }),
    );
    const taken: string[] = [];
    await flush(async (ids) => void taken.push(...ids));
    expect([taken, await queuedCount(), await getSetting("dropped")]).toEqual([["v1"], 0, 1]);
  },
);

test("a silent service loses nothing", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("connection refused")));
  await flush(async () => undefined);
  expect([await queuedCount(), await getSetting("service_state")]).toEqual([2, "service_down"]);
});

test.each([
  ["wrong_service", () => Response.json({ hello: "I am a printer" })],
  ["wrong_service", () => new Response("<html>", { status: 404 })],
  ["version_mismatch", () => Response.json({ ...INFO, api: "v2" })],
  ["service_down", () => new Response("", { status: 503 })],
])("a stranger on the port gets neither events nor the token: %s", async (state, info) => {
  serve((ids) => accept(ids), info);
  await flush(async () => undefined);
  expect(sentEvents()).toEqual([]);
  expect(asked.every(({ token }) => token === null)).toBe(true);
  expect([await queuedCount(), await getSetting("service_state")]).toEqual([2, state]);
});

test("a program that speaks like Whyad but was never paired gets neither events nor the secret", async () => {
  serve((ids) => accept(ids), undefined, "a guess");
  await flush(async () => undefined);
  expect(asked.filter(({ path }) => path.startsWith("/api/")).map(({ path }) => path)).toEqual([
    "/api/v1/info",
    "/api/v1/tickets",
  ]);
  expect(asked.every(({ token }) => token === null)).toBe(true);
  expect([await queuedCount(), await getSetting("service_state")]).toEqual([2, "wrong_service"]);
});

test.each([409, 413, 422])(
  "a program that refuses tickets with %i does not make the outbox give events up",
  async (status) => {
    serve((ids) => accept(ids));
    const served = globalThis.fetch;
    vi.stubGlobal("fetch", async (url: string, options: RequestInit) =>
      url.endsWith("/tickets") ? Response.json({ title: "No" }, { status }) : served(url, options),
    );
    await flush(async () => undefined);
    expect([await queuedCount(), await getSetting("service_state")]).toEqual([2, "wrong_service"]);
    expect(await getSetting("dropped")).toBe(0);
  },
);

test("an unpaired browser speaks to nobody", async () => {
  await setSetting("pairing", null);
  serve((ids) => accept(ids));
  await flush(async () => undefined);
  expect([asked, await getSetting("service_state")]).toEqual([[], "unpaired"]);
});

test("a withdrawn token stops the sending, not the recording", async () => {
  serve(() => Response.json({ title: "Unauthorized" }, { status: 401 }));
  await flush(async () => undefined);
  await enqueue([aVisit("v3")]);
  expect([await queuedCount(), await getSetting("service_state")]).toEqual([3, "token_refused"]);
});

test("what a refused token held back is sent with the next one", async () => {
  serve(() => Response.json({ title: "Unauthorized" }, { status: 401 }));
  await flush(async () => undefined);
  await setSetting("pairing", { ...PAIRING, token: "the-next-token" });
  serve((ids) => accept(ids));
  await flush(async () => undefined);
  expect(sentEvents().at(-1)).toMatchObject({ ids: ["v1", "v2"] });
});

test("one event that the service cannot read does not hold up the others", async () => {
  await enqueue([aVisit("bad"), aVisit("v3")]);
  serve((ids) => (ids.includes("bad") ? Response.json({ title: "Unprocessable" }, { status: 422 }) : accept(ids)));
  await flush(async () => undefined);
  expect([await queuedCount(), await getSetting("dropped")]).toEqual([0, 1]);
  expect(
    sentEvents()
      .filter(({ ids }) => !ids.includes("bad"))
      .flatMap(({ ids }) => ids),
  ).toEqual(["v1", "v2", "v3"]);
});

test("a lone event whose id is taken is given up, not sent for ever", async () => {
  serve((ids) => (ids.includes("v1") ? Response.json({ title: "Conflict" }, { status: 409 }) : accept(ids)));
  await flush(async () => undefined);
  expect([await queuedCount(), await getSetting("dropped")]).toEqual([0, 1]);
});

test("two flushes at a time send each event once", async () => {
  serve((ids) => accept(ids));
  await Promise.all([flush(async () => undefined), flush(async () => undefined)]);
  expect(sentEvents()).toHaveLength(1);
});
