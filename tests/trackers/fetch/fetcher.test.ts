import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { NotAskedError } from "../../../src/trackers/errors.ts";
import { createFetcher, type FetchOptions } from "../../../src/trackers/fetch/fetcher.ts";
import { fixture } from "../samples.ts";

const REQUEST = {
  method: "GET",
  url: "https://api.example.org/items/1",
  headers: { accept: "application/json" },
} as const;

/** The same for another item: who asks the same thing at the same time shares the answer. */
const numbered = (number: number) => ({ ...REQUEST, url: `https://api.example.org/items/${number}` });

type Answer = Response | Error;

/** A fetcher over these answers, and what was asked of it. The last answer is given again and again. */
function scripted(answers: readonly Answer[], options: Partial<FetchOptions> = {}) {
  const asked: { url: string; authorization: string | null; method: unknown; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, body, headers } = init ?? {};
    asked.push({ url: String(input), authorization: new Headers(headers).get("authorization"), method, body });
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

  it.each([
    new RangeError("our own mistake"),
    new TypeError("x is not a function"),
    new TypeError("fetch failed", { cause: new ReferenceError("x is not defined") }),
  ])("lets a mistake of ours through as it is: %s", async (mistake) => {
    const { get } = scripted([mistake]);

    await expect(get(REQUEST)).rejects.toBe(mistake.cause ?? mistake);
  });

  it.each([
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["UND_ERR_HEADERS_TIMEOUT", "timeout"],
    ["UND_ERR_BODY_TIMEOUT", "timeout"],
    ["ENOTFOUND", "unreachable"],
    ["EAI_AGAIN", "unreachable"],
    ["UND_ERR_SOCKET", "unreachable"],
    ["CERT_HAS_EXPIRED", "unreachable"],
    ["UND_ERR_HEADERS_OVERFLOW", "malformed"],
  ])("takes a failure with %s as %s", async (code, kind) => {
    const cause = Object.assign(new Error("words"), { code });
    const { get } = scripted([new TypeError("fetch failed", { cause })]);

    await expect(get(REQUEST)).rejects.toMatchObject({ kind });
  });

  it("takes a system's error that nobody has wrapped as what it is", async () => {
    const { get } = scripted([Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })]);

    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "unreachable" });
  });

  it("tells what was seen, when others find meanwhile that the host is down", async () => {
    const { asked, get } = scripted([new Response("", { status: 502 })], { breaker: 1, perHost: 2, retries: 1 });

    const results = await Promise.allSettled([1, 2, 3].map((number) => get(numbered(number))));

    expect(results.map((result) => result.status === "rejected" && result.reason.name)).toEqual([
      "UpstreamError",
      "UpstreamError",
      "NotAskedError",
    ]);
    expect(asked.length).toBeLessThanOrEqual(4);
  });
});

describe("createFetcher() asked the same thing twice", () => {
  it("asks upstream once while the answer is under way, and anew afterwards", async () => {
    const { asked, get } = scripted([new Response("a changelog")]);

    const both = await Promise.all([get(REQUEST), get({ ...REQUEST })]);
    await get(REQUEST);

    expect(both.map(({ body }) => body)).toEqual(["a changelog", "a changelog"]);
    expect(asked).toHaveLength(2);
  });

  it("tells both of a failure, and keeps requests apart that differ in a header", async () => {
    const { asked, get } = scripted([new Response("", { status: 404 })]);

    const results = await Promise.allSettled([get(REQUEST), get(REQUEST), get({ ...REQUEST, headers: {} })]);

    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(asked).toHaveLength(2);
  });
});

describe("createFetcher() with a POST", () => {
  const POST = { ...REQUEST, method: "POST", body: '{"query":"…"}' } as const;
  const postMoved = (status: number) => new Response(null, { status, headers: { location: "/elsewhere" } });

  it("sends method and body, and sends them again after a 502", async () => {
    const { asked, get } = scripted([new Response("", { status: 502 }), new Response("good")]);

    expect((await get(POST)).body).toBe("good");
    expect(asked.map(({ method, body }) => [method, body])).toEqual([
      ["POST", POST.body],
      ["POST", POST.body],
    ]);
  });

  it.each([307, 308])("follows a %i with the body", async (status) => {
    const { asked, get } = scripted([postMoved(status), new Response("good")]);

    expect((await get(POST)).body).toBe("good");
    expect(asked[1]).toMatchObject({ url: "https://api.example.org/elsewhere", method: "POST", body: POST.body });
  });

  it.each([301, 302, 303])("follows no %i, which would drop the body", async (status) => {
    const { asked, get } = scripted([postMoved(status)]);

    await expect(get(POST)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Redirected a POST to https://api.example.org/elsewhere: POST https://api.example.org/items/1]`,
    );
    expect(asked).toHaveLength(1);
  });
});

describe("createFetcher() budget", () => {
  it("counts further attempts and redirects, per host", async () => {
    const answers = [new Response("", { status: 502 }), moved("/there"), new Response("good")];
    const { asked, get } = scripted(answers, { budget: 3 });

    await get(REQUEST);

    await expect(get(REQUEST)).rejects.toThrow(NotAskedError);
    expect(asked).toHaveLength(3);
    expect((await get({ ...REQUEST, url: "https://other.example.org/" })).body).toBe("good");
  });
});

describe("createFetcher() quota", () => {
  const last = (headers: Readonly<Record<string, string>>) =>
    new Response("good", { headers: { "x-ratelimit-remaining": "0", ...headers } });

  it.each([{}, { "retry-after": "3600" }, { "retry-after": "never" }])(
    "asks no more after the last answer of it, with %o",
    async (headers) => {
      const { asked, get } = scripted([last(headers)]);

      expect((await get(REQUEST)).body).toBe("good");
      await expect(get(REQUEST)).rejects.toThrowErrorMatchingInlineSnapshot(
        `[NotAskedError: Not looked up: rate limit reached at api.example.org]`,
      );
      expect(asked).toHaveLength(1);
    },
  );

  it("goes on when the wait is short", async () => {
    const { get } = scripted([last({ "retry-after": "1" })]);

    await get(REQUEST);

    expect((await get(REQUEST)).body).toBe("good");
  });
});

describe("createFetcher() text", () => {
  const typed = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
    new Response(body, { headers: { "content-type": type } });
  const textOf = async (answer: Response) => (await scripted([answer]).get(REQUEST)).body;
  const latin1 = Buffer.from("Größe", "latin1");

  it.each([
    ["Größe", "text/html; charset=utf-8"],
    [latin1, 'text/html; Charset="ISO-8859-1"'],
    [Buffer.from("Größe", "utf16le"), "text/plain;charset=utf-16le"],
    ["Größe", "application/json"],
    ["\ufeffGröße", "text/plain"],
  ])("reads %o as %s", async (body, type) => {
    expect(await textOf(typed(body, type))).toBe("Größe");
  });

  it("passes on an empty body", async () => {
    expect(await textOf(new Response(null, { status: 204 }))).toBe("");
  });

  it("refuses what is not in the charset that it says it is in", async () => {
    await expect(textOf(typed(latin1, "text/html; charset=UTF8"))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Answer is not valid UTF-8: GET https://api.example.org/items/1]`,
    );
  });

  it("refuses a charset that nobody knows", async () => {
    await expect(textOf(typed("", "text/html; charset=klingon"))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Answer in an unknown charset "klingon": GET https://api.example.org/items/1]`,
    );
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

  it("lets a request say how large its answer may be", async () => {
    const { get } = scripted([new Response("x".repeat(2000))], { maxBytes: 1000 });

    expect((await get({ ...REQUEST, maxBytes: 2000 })).body).toHaveLength(2000);
    await expect(get({ ...REQUEST, maxBytes: 500 })).rejects.toMatchObject({ kind: "too-large" });
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

    await Promise.all(Array.from({ length: 6 }, (_, number) => get(numbered(number))));

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
  const tokens = { "https://api.example.org": ["authorization", "Bearer secret"] } as const;

  it("sends a token to its own origin", async () => {
    const { asked, get } = scripted([new Response("good")], { tokens });

    await get(REQUEST);

    expect(asked[0]?.authorization).toBe("Bearer secret");
  });

  it("sends it in the header that the tracker wants", async () => {
    let sent: string | null = null;
    const fetch: typeof globalThis.fetch = async (_, init) => {
      sent = new Headers(init?.headers).get("private-token");
      return new Response("good");
    };

    await createFetcher(fetch, { tokens: { "https://api.example.org": ["private-token", "secret"] } })(REQUEST);

    expect(sent).toBe("secret");
  });

  it.each(["http://api.example.org/items/1", "https://example.org/items/1", "https://api.example.org.evil.example/"])(
    "sends none to %s",
    async (url) => {
      const { asked, get } = scripted([new Response("good")], { tokens });

      await get({ ...REQUEST, url });

      expect(asked[0]?.authorization).toBeNull();
    },
  );

  it("sends one only where a redirect has led from http to https", async () => {
    const { asked, get } = scripted([moved("https://api.example.org/items/1"), new Response("good")], { tokens });

    await get({ ...REQUEST, url: "http://api.example.org/items/1" });

    expect(asked.map(({ authorization }) => authorization)).toEqual([null, "Bearer secret"]);
  });

  it.each([
    new Response("secret", { status: 401 }),
    new Response("secret", { status: 403, headers: { "x-ratelimit-remaining": "0" } }),
    new Response("", { status: 502 }),
    new Response("x".repeat(2000)),
    new Response("", { headers: { "content-type": "text/plain; charset=x" } }),
    moved("https://login.example.net/?token=secret"),
    moved("/items/1"),
    refused,
  ])("names none in an error, its causes included: %o", async (answer) => {
    const { get } = scripted([answer], { tokens, maxBytes: 1000, retries: 1 });

    const error = await get(REQUEST).catch((reason) => reason);

    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("secret");
  });

  it("names none when no answer comes", async () => {
    const get = createFetcher(() => new Promise(() => {}), { tokens, timeout: 20, totalTimeout: 50 });

    const error = await get(REQUEST).catch((reason) => reason);

    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("secret");
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

describe("createFetcher() tells how the answer came", () => {
  it("says whether upstream led elsewhere, and when it answered", async () => {
    const good = new Response("good", { headers: { date: "Mon, 23 Nov 2026 02:00:00 GMT" } });
    const { get } = scripted([moved("/items/2"), good]);

    expect(await get(REQUEST)).toMatchObject({ redirected: true, date: "2026-11-23T02:00:00Z" });
    expect(await get(REQUEST)).toMatchObject({ redirected: false });
  });

  it("takes no date that is none", async () => {
    const { get } = scripted([new Response("good", { headers: { date: "tomorrow" } })]);

    expect((await get(REQUEST)).date).toBeUndefined();
  });

  it.each([404, 410])("takes HTTP %i for an answer where the request may have one", async (status) => {
    const { get } = scripted([new Response("no such thing", { status })]);

    expect(await get({ ...REQUEST, mayLack: true })).toMatchObject({ status: 404, body: "" });
    await expect(get(REQUEST)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("takes nothing else for that answer", async () => {
    const { get } = scripted([new Response("", { status: 403 })]);

    await expect(get({ ...REQUEST, mayLack: true })).rejects.toMatchObject({ kind: "forbidden" });
  });
});
