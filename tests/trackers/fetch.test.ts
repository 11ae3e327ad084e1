import { describe, expect, it } from "vitest";
import { createFetcher, type FetchOptions } from "../../src/trackers/fetch.ts";
import { fixture } from "./samples.ts";

const REQUEST = {
  method: "GET",
  url: "https://api.example.org/items/1",
  headers: { accept: "application/json" },
} as const;

type Answer = Response | Error;

/** A fetcher over these answers, and what was asked of it. The last answer is given again and again. */
function scripted(answers: readonly Answer[], options: Partial<FetchOptions> = {}) {
  const asked: { url: string; authorization: string | null }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push({ url: String(input), authorization: new Headers(init?.headers).get("authorization") });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer instanceof Response) return answer.clone();
    throw answer;
  };
  return { asked, get: createFetcher(fetch, { backoff: 1, timeout: 200, totalTimeout: 400, ...options }) };
}

const refused = new TypeError("fetch failed", {
  cause: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { code: "ECONNREFUSED" }),
});
const moved = (location: string) => new Response(null, { status: 301, headers: { location } });

describe("createFetcher() retries", () => {
  it("tries again after a 502", async () => {
    const { asked, get } = scripted([new Response("", { status: 502 }), new Response("good")]);

    expect(await get(REQUEST)).toMatchObject({ status: 200, body: "good" });
    expect(asked).toHaveLength(2);
  });

  it("gives up after the last attempt", async () => {
    const { asked, get } = scripted([new Response("", { status: 502 })]);

    await expect(get(REQUEST)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: HTTP 502: GET https://api.example.org/items/1]`,
    );
    expect(asked).toHaveLength(3);
  });

  it("tries again when no connection could be made, and says why", async () => {
    const { asked, get } = scripted([refused]);

    await expect(get(REQUEST)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: No connection (ECONNREFUSED): GET https://api.example.org/items/1]`,
    );
    expect(asked).toHaveLength(3);
  });

  it("waits as long as Retry-After asks for", async () => {
    const busy = new Response("", { status: 503, headers: { "retry-after": "0" } });
    const { get } = scripted([busy, new Response("good")], { backoff: 60_000 });

    expect((await get(REQUEST)).body).toBe("good");
  });

  it("does not wait for an hour, and does not ask again before it is over", async () => {
    const busy = new Response("", { status: 429, headers: { "retry-after": "3600" } });
    const { asked, get } = scripted([busy]);

    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "rate-limited" });
    expect(asked).toHaveLength(1);
  });

  it("does not try again what is missing", async () => {
    const { asked, get } = scripted([new Response("", { status: 404 })]);

    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "not-found" });
    expect(asked).toHaveLength(1);
  });

  it("lets a mistake of ours through as it is", async () => {
    const { get } = scripted([new RangeError("our own mistake")]);

    await expect(get(REQUEST)).rejects.toThrow(RangeError);
  });
});

describe("createFetcher() bounds", () => {
  it("gives up on a server that never answers", async () => {
    const never = (): Promise<Response> => new Promise(() => {});
    const get = createFetcher(never, { timeout: 20, totalTimeout: 50 });

    await expect(get(REQUEST)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: No answer in time: GET https://api.example.org/items/1]`,
    );
  });

  it("gives up on a body that never ends", async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) });
    const get = createFetcher(async () => new Response(body), { timeout: 20, totalTimeout: 50 });

    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "timeout" });
  });

  it("refuses a body that is too large", async () => {
    const { get } = scripted([new Response("x".repeat(2000))], { maxBytes: 1000 });

    await expect(get(REQUEST)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Answer of more than 1000 bytes: GET https://api.example.org/items/1]`,
    );
  });

  it("tells the status of an error page that is too large", async () => {
    const { get } = scripted([new Response("x".repeat(2000), { status: 404 })], { maxBytes: 1000 });

    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("asks one host no more than so many things at once", async () => {
    let now = 0;
    let most = 0;
    const fetch = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return new Response("good");
    };
    const get = createFetcher(fetch, { perHost: 2 });

    await Promise.all(Array.from({ length: 6 }, () => get(REQUEST)));

    expect(most).toBe(2);
  });
});

describe("createFetcher() redirects", () => {
  it("follows one on the same host", async () => {
    const { asked, get } = scripted([moved("/repositories/7/items/1"), new Response("good")]);

    expect((await get(REQUEST)).body).toBe("good");
    expect(asked[1]?.url).toBe("https://api.example.org/repositories/7/items/1");
  });

  it("follows none to another host", async () => {
    const { get } = scripted([moved("https://login.example.net/")]);

    await expect(get(REQUEST)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Redirected to https://login.example.net: GET https://api.example.org/items/1]`,
    );
  });

  it("follows none from https to http", async () => {
    const { get } = scripted([moved("http://api.example.org/items/1")]);

    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "blocked" });
  });

  it("ends a loop", async () => {
    const { get } = scripted([moved("/items/1")]);

    await expect(get(REQUEST)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: More than 3 redirects: GET https://api.example.org/items/1]`,
    );
  });
});

describe("createFetcher() tokens", () => {
  const tokens = { "https://api.example.org": "secret" };

  it("sends a token to its own origin", async () => {
    const { asked, get } = scripted([new Response("good")], { tokens });

    await get(REQUEST);

    expect(asked[0]?.authorization).toBe("Bearer secret");
  });

  it.each(["http://api.example.org/items/1", "https://example.org/items/1", "https://api.example.org.evil.example/"])(
    "sends none to %s",
    async (url) => {
      const { asked, get } = scripted([new Response("good")], { tokens });

      await get({ ...REQUEST, url });

      expect(asked[0]?.authorization).toBeNull();
    },
  );

  it("names none in an error", async () => {
    const { get } = scripted([new Response("", { status: 401 })], { tokens });

    await expect(get(REQUEST)).rejects.not.toThrow(/secret/);
  });
});

describe("createFetcher() kinds of errors", () => {
  it.each([
    [401, {}, "forbidden"],
    [403, {}, "forbidden"],
    [403, { "x-ratelimit-remaining": "0" }, "rate-limited"],
    [403, { "cf-mitigated": "challenge" }, "blocked"],
    [404, {}, "not-found"],
    [406, {}, "malformed"],
    [408, {}, "timeout"],
    [410, {}, "not-found"],
    [429, {}, "rate-limited"],
    [451, {}, "forbidden"],
    [500, {}, "server"],
    [503, {}, "server"],
  ])("takes HTTP %i with %o as %s", async (status, headers, kind) => {
    const { get } = scripted([new Response("", { status, headers })], { retries: 0 });

    await expect(get(REQUEST)).rejects.toMatchObject({ kind });
  });

  it("knows a used-up quota by GitHub's words", async () => {
    const body = fixture("github/rate-limited.json");
    const { get } = scripted([new Response(body, { status: 403 })]);

    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "rate-limited" });
  });
});
