// The fetcher against real servers that go wrong: what each fault becomes, and how much of it we put up with.

import { afterAll, describe, expect, it } from "vitest";
import { NotAskedError, UpstreamError } from "../../../src/trackers/errors.ts";
import { createFetcher, type FetchOptions } from "../../../src/trackers/fetch/fetcher.ts";
import { createTransport } from "../../../src/trackers/fetch/transport.ts";
import type { UpstreamRequest } from "../../../src/trackers/tracker.ts";
import { refusedOrigin } from "../loopback.ts";
import { type FaultyServer, faults, optionsFor, sendGzipBomb, sendZeros, serveFault } from "./faulty-server.ts";

const servers: FaultyServer[] = [];

afterAll(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

async function serving(respond: Parameters<typeof serveFault>[0]): Promise<FaultyServer> {
  const server = await serveFault(respond);
  servers.push(server);
  return server;
}

function fetcherFor(origin: string, options: Partial<FetchOptions> = {}) {
  const transport = createTransport({ configured: [new URL(origin).host], environment: {} });
  return createFetcher(transport, { ...optionsFor({ kind: "server" }), ...options });
}

const get = (origin: string): UpstreamRequest => ({ method: "GET", url: `${origin}/items/1`, headers: {} });
const post = (origin: string): UpstreamRequest => ({ ...get(origin), method: "POST", body: "{}" });

describe.each([
  ["GET", get],
  ["POST", post],
])("createFetcher() takes each fault of a %s as what it is", (_, requestTo) => {
  it.concurrent.each(faults)("$name: $kind", async ({ kind, respond }) => {
    const { origin } = await serving(respond);

    const error = await fetcherFor(origin, optionsFor({ kind }))(requestTo(origin)).catch((reason) => reason);

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ kind });
  });
});

describe("createFetcher() words", () => {
  it("say what went wrong", async () => {
    const down = { name: "nobody listens", kind: "unreachable" as const, origin: await refusedOrigin() };
    const up = await Promise.all(faults.map(async (fault) => ({ ...fault, ...(await serving(fault.respond)) })));

    const words = await Promise.all(
      [down, ...up].map(async ({ name, kind, origin }) => {
        const { message } = await fetcherFor(origin, optionsFor({ kind }))(get(origin)).catch((reason) => reason);
        return `${name}: ${message.replaceAll(/127\.0\.0\.1:\d+/g, "HOST")}`;
      }),
    );

    expect(words).toMatchInlineSnapshot(`
      [
        "nobody listens: No connection (ECONNREFUSED): GET http://HOST/items/1",
        "the connection is reset: No connection (ECONNRESET): GET http://HOST/items/1",
        "the connection is closed: No connection (other side closed): GET http://HOST/items/1",
        "the connection is reset within the body: Connection lost (ECONNRESET): GET http://HOST/items/1",
        "the body is shorter than announced: Connection lost (other side closed): GET http://HOST/items/1",
        "no answer comes: No answer in time: GET http://HOST/items/1",
        "no body comes: No answer in time: GET http://HOST/items/1",
        "one byte a second comes: No answer in time: GET http://HOST/items/1",
        "HTTP 304: HTTP 304: GET http://HOST/items/1",
        "HTTP 401: HTTP 401: GET http://HOST/items/1",
        "HTTP 403: HTTP 403: GET http://HOST/items/1",
        "HTTP 403, quota used up: HTTP 403: GET http://HOST/items/1",
        "HTTP 403, challenge: HTTP 403: GET http://HOST/items/1",
        "HTTP 404: HTTP 404: GET http://HOST/items/1",
        "HTTP 408: HTTP 408: GET http://HOST/items/1",
        "HTTP 410: HTTP 410: GET http://HOST/items/1",
        "HTTP 418: HTTP 418: GET http://HOST/items/1",
        "HTTP 429, come back in an hour: HTTP 429: GET http://HOST/items/1",
        "HTTP 429, come back at once: HTTP 429: GET http://HOST/items/1",
        "HTTP 451: HTTP 451: GET http://HOST/items/1",
        "HTTP 500: HTTP 500: GET http://HOST/items/1",
        "HTTP 502, the page of a proxy: HTTP 502: GET http://HOST/items/1",
        "HTTP 503: HTTP 503: GET http://HOST/items/1",
        "HTTP 999: HTTP 999: GET http://HOST/items/1",
        "a redirect to another host: Redirected to https://sso.example: GET http://HOST/items/1",
        "a redirect to itself: More than 3 redirects: GET http://HOST/items/1",
        "a redirect to no address: Redirected to "http://[", which is not a URL: GET http://HOST/items/1",
        "a redirect to nowhere: HTTP 302: GET http://HOST/items/1",
        "50 MB: Answer of more than 262144 bytes: GET http://HOST/items/1",
        "200 MB of zeros, compressed: Answer of more than 262144 bytes: GET http://HOST/items/1",
        "bytes that are no UTF-8: Answer is not valid UTF-8: GET http://HOST/items/1",
        "an unknown charset: Answer in an unknown charset "x-no": GET http://HOST/items/1",
        "gzip that is none: Garbled answer (Z_DATA_ERROR): GET http://HOST/items/1",
        "another protocol: Answer is not HTTP: GET http://HOST/items/1",
        "headers without end: Garbled answer (Headers Overflow Error): GET http://HOST/items/1",
      ]
    `);
  });
});

describe("createFetcher() lets go of", () => {
  it("a long answer before all of it is sent", async () => {
    let sent: Promise<number> = Promise.resolve(0);
    const { origin } = await serving((_, response) => {
      sent = sendZeros(response, 50);
    });

    await expect(fetcherFor(origin)(get(origin))).rejects.toMatchObject({ kind: "too-large" });

    expect(await sent).toBeLessThan(25 * 1024 * 1024);
  });

  it("a short answer that unpacks to a long one", async () => {
    let sent: Promise<number> = Promise.resolve(0);
    const { origin } = await serving((_, response) => {
      sent = sendGzipBomb(response, 200);
    });

    await expect(fetcherFor(origin)(get(origin))).rejects.toMatchObject({ kind: "too-large" });

    expect(await sent).toBeLessThan(100 * 1024 * 1024);
  });
});

describe("createFetcher() with very many requests", () => {
  const { retries } = optionsFor({ kind: "server" });
  const most = (5 + 4) * (1 + retries);

  async function askMany(origin: string, options: Partial<FetchOptions> = {}, count = 1000) {
    const fetcher = fetcherFor(origin, options);
    const results = await Promise.allSettled(
      Array.from({ length: count }, (_, n) => fetcher({ ...get(origin), url: `${origin}/items/${n}` })),
    );
    const reasons = results.map((result) => (result.status === "rejected" ? result.reason : undefined));
    return {
      good: results.filter(({ status }) => status === "fulfilled").length,
      kinds: new Set(reasons.filter((reason) => reason instanceof UpstreamError).map(({ kind }) => kind)),
      notAsked: reasons.filter((reason) => reason instanceof NotAskedError),
    };
  }

  it.each([
    ["resets connections", "unreachable", "the connection is reset", {}],
    ["never answers", "timeout", "no answer comes", { timeout: 200 }],
    ["is out of order", "server", "HTTP 503", {}],
  ])("leaves a host alone that %s", async (_, kind, name, options) => {
    const fault = faults.find((one) => one.name === name);
    const { origin, asked } = await serving((...exchange) => fault?.respond(...exchange));

    const { good, kinds, notAsked } = await askMany(origin, options);

    expect(asked.length).toBeGreaterThanOrEqual(5);
    expect(asked.length).toBeLessThanOrEqual(most);
    expect({ good, kinds }).toEqual({ good: 0, kinds: new Set([kind]) });
    expect(notAsked.length).toBeGreaterThanOrEqual(1000 - 9);
    expect(notAsked[0]?.message.replace(/:\d+$/, ":PORT")).toMatchInlineSnapshot(
      `"Not looked up: 5 requests in a row failed at 127.0.0.1:PORT"`,
    );
  });

  it.each(["HTTP 429, come back in an hour", "HTTP 403, quota used up"])("obeys %s at once", async (name) => {
    const fault = faults.find((one) => one.name === name);
    const { origin, asked } = await serving((...exchange) => fault?.respond(...exchange));

    const { kinds, notAsked } = await askMany(origin);

    expect(asked.length).toBeLessThanOrEqual(4);
    expect(kinds).toEqual(new Set(["rate-limited"]));
    expect(notAsked[0]?.message.replace(/:\d+$/, ":PORT")).toMatchInlineSnapshot(
      `"Not looked up: rate limit reached at 127.0.0.1:PORT"`,
    );
  });

  it("takes the last good answer of a quota, and asks no more", async () => {
    const { origin, asked } = await serving((_, response) =>
      response.writeHead(200, { "x-ratelimit-remaining": "0" }).end("{}"),
    );

    const { good, notAsked } = await askMany(origin);

    expect(good).toBe(asked.length);
    expect(good).toBeLessThanOrEqual(4);
    expect(notAsked).toHaveLength(1000 - good);
  });

  it("goes on with a host that misses every item", async () => {
    const { origin, asked } = await serving((_, response) => response.writeHead(404).end());

    const { notAsked } = await askMany(origin, {}, 100);

    expect(asked).toHaveLength(100);
    expect(notAsked).toEqual([]);
  });

  it("keeps to its budget, redirects and further attempts included", async () => {
    const { origin, asked } = await serving(({ url = "" }, response) =>
      url.endsWith("/there") ? response.end("{}") : response.writeHead(302, { location: `${url}/there` }).end(),
    );

    const { good, notAsked } = await askMany(origin, { budget: 20 });

    expect(asked).toHaveLength(20);
    expect(good).toBeLessThanOrEqual(10);
    expect(notAsked).toHaveLength(1000 - good);
    expect(notAsked.at(-1)?.message.replace(/:\d+$/, ":PORT")).toMatchInlineSnapshot(
      `"Not looked up: budget of 20 attempts used up at 127.0.0.1:PORT"`,
    );
  });
});
