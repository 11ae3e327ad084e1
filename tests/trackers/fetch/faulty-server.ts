// Real servers on 127.0.0.1 that go wrong in one way each, and the list of these ways with the kind of error that each
// must become: for every `fault` of `faults`, a fetcher with `optionsFor(fault)` that asks `serveFault(fault.respond)`
// fails with an UpstreamError of `fault.kind`. A host at which nobody listens is `refusedOrigin` of loopback.ts.

import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { LookError } from "../../../src/model/reference.ts";
import type { FetchOptions } from "../../../src/trackers/fetch/fetcher.ts";

export type Fault = {
  readonly name: string;
  readonly kind: LookError;
  readonly respond: (request: IncomingMessage, response: ServerResponse) => void;
};

/**
 * Options with which the fault shows: silence is noticed soon, where it is the fault, and each of the big answers below is
 * too big. For everything else there is all the time that a busy machine may need.
 */
export function optionsFor({ kind }: Pick<Fault, "kind">) {
  return {
    timeout: kind === "timeout" ? 500 : 20_000,
    totalTimeout: 30_000,
    retries: 1,
    backoff: 1,
    longestWait: 100,
    maxBytes: 256 * 1024,
  } satisfies Partial<FetchOptions>;
}

const MB = 1024 * 1024;
const MEMBER = gzipSync(Buffer.alloc(8 * MB));

export const faults: readonly Fault[] = [
  { name: "the connection is reset", kind: "unreachable", respond: ({ socket }) => socket.resetAndDestroy() },
  { name: "the connection is closed", kind: "unreachable", respond: ({ socket }) => socket.end() },
  { name: "the connection is reset within the body", kind: "unreachable", respond: breakOff },
  { name: "the body is shorter than announced", kind: "unreachable", respond: endEarly },
  { name: "no answer comes", kind: "timeout", respond: () => {} },
  { name: "no body comes", kind: "timeout", respond: (_, response) => response.writeHead(200).flushHeaders() },
  { name: "one byte a second comes", kind: "timeout", respond: drip },
  { name: "HTTP 304", kind: "malformed", respond: status(304) },
  { name: "HTTP 401", kind: "forbidden", respond: status(401) },
  { name: "HTTP 403", kind: "forbidden", respond: status(403) },
  { name: "HTTP 403, quota used up", kind: "rate-limited", respond: status(403, { "x-ratelimit-remaining": "0" }) },
  { name: "HTTP 403, challenge", kind: "blocked", respond: status(403, { "cf-mitigated": "challenge" }) },
  { name: "HTTP 404", kind: "not-found", respond: status(404) },
  { name: "HTTP 408", kind: "timeout", respond: status(408) },
  { name: "HTTP 410", kind: "not-found", respond: status(410) },
  { name: "HTTP 418", kind: "malformed", respond: status(418) },
  { name: "HTTP 429, come back in an hour", kind: "rate-limited", respond: status(429, { "retry-after": "3600" }) },
  { name: "HTTP 429, come back at once", kind: "rate-limited", respond: status(429, { "retry-after": "0" }) },
  { name: "HTTP 451", kind: "forbidden", respond: status(451) },
  { name: "HTTP 500", kind: "server", respond: status(500) },
  { name: "HTTP 502, the page of a proxy", kind: "server", respond: badGateway },
  { name: "HTTP 503", kind: "server", respond: status(503) },
  { name: "HTTP 999", kind: "malformed", respond: status(999) },
  { name: "a redirect to another host", kind: "blocked", respond: status(302, { location: "https://sso.example/" }) },
  { name: "a redirect to itself", kind: "malformed", respond: (request, response) => redirectBack(request, response) },
  { name: "a redirect to no address", kind: "malformed", respond: status(307, { location: "http://[" }) },
  { name: "a redirect to nowhere", kind: "malformed", respond: status(302) },
  { name: "50 MB", kind: "too-large", respond: (_, response) => void sendZeros(response, 50) },
  {
    name: "200 MB of zeros, compressed",
    kind: "too-large",
    respond: (_, response) => void sendGzipBomb(response, 200),
  },
  { name: "bytes that are no UTF-8", kind: "malformed", respond: withBody(Buffer.from("Gr\xfc\xdfe", "latin1")) },
  {
    name: "an unknown charset",
    kind: "malformed",
    respond: withBody("{}", { "content-type": "text/html; charset=x-no" }),
  },
  { name: "gzip that is none", kind: "malformed", respond: withBody("{}".repeat(99), { "content-encoding": "gzip" }) },
  { name: "another protocol", kind: "malformed", respond: ({ socket }) => socket.end("SSH-2.0-OpenSSH_9.6\r\n\r\n") },
  { name: "headers without end", kind: "malformed", respond: status(200, { "x-much": "x".repeat(100_000) }) },
];

export type FaultyServer = {
  readonly origin: string;
  /** Method and path of each HTTP request that arrived, in order. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
};

/** A server that answers every request in this way. */
export async function serveFault(respond: RequestListener): Promise<FaultyServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    // The nights of tests have dates of their own.
    response.sendDate = false;
    respond(request, response);
  });
  const port = await listening(server);
  return { origin: `http://127.0.0.1:${port}`, asked, close: () => closed(server) };
}

/** The port that the server, of whatever protocol, has got on 127.0.0.1. */
export async function listening(server: Pick<Server, "listen" | "address">): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

export function closed(server: Pick<Server, "closeAllConnections" | "close">): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Writes megabytes of zeros until all is told or nobody listens any more; gives the bytes that were asked of it. */
export async function sendZeros(response: ServerResponse, megabytes: number): Promise<number> {
  const piece = Buffer.alloc(64 * 1024);
  let sent = 0;
  function* zeros() {
    for (; sent < megabytes * MB; sent += piece.length) yield piece;
  }
  await pipeline(zeros, response).catch(() => undefined);
  return sent;
}

/** The same as one gzip of many members, 8 MB each; gives the uncompressed bytes. */
export async function sendGzipBomb(response: ServerResponse, megabytes: number): Promise<number> {
  response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" });
  let sent = 0;
  async function* members() {
    for (; sent < megabytes * MB; sent += 8 * MB) {
      yield MEMBER;
      // The whole bomb would fit into the buffers between us: the reader gets the time to say no.
      if (sent === 32 * MB) await Promise.race([once(response, "close"), pause(10_000)]);
    }
  }
  await pipeline(members, response).catch(() => undefined);
  return sent;
}

function status(code: number, headers: Readonly<Record<string, string>> = {}): Fault["respond"] {
  return (_, response) => response.writeHead(code, headers).end();
}

function badGateway(_: IncomingMessage, response: ServerResponse): void {
  const page = "<!doctype html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
  response.writeHead(502, { "content-type": "text/html" }).end(page);
}

function withBody(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Fault["respond"] {
  return (_, response) => response.writeHead(200, headers).end(body);
}

function redirectBack({ url = "/" }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(307, { location: url }).end();
}

function breakOff({ socket }: IncomingMessage, response: ServerResponse): void {
  // A reset overtakes what was written before it: the reader gets the time to read.
  const reset = () => void pause(100).then(() => socket.resetAndDestroy());
  response.writeHead(200, { "content-length": "1000" }).write("{", reset);
}

function endEarly({ socket }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-length": "1000" }).write("{", () => socket.end());
}

function drip(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-length": "1000" }).write("{");
  const timer = setInterval(() => response.write(" "), 1000);
  response.once("close", () => clearInterval(timer));
}
