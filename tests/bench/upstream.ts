// Upstream for the bench: a real HTTP server on 127.0.0.1 for each tracker, because limits count per host. It answers
// late, as a server far away does, and counts.

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";

type Asked = { readonly method: string; readonly path: string; readonly body: string };

export type Answer = {
  readonly body: string;
  /** 200 where an answer names none. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Undefined: there is no such item. */
export type Answering = (asked: Asked) => Answer | undefined;

export type Upstream = {
  readonly origin: string;
  /** Requests since the last call. */
  readonly takeCount: () => number;
  readonly close: () => Promise<void>;
};

/** Serves these answers, each `latency` milliseconds after its request. */
export async function serveUpstream(answering: Answering, latency: number): Promise<Upstream> {
  const counter = new Counter();
  const server = createServer(async (request, response) => {
    counter.count++;
    // The nights of the bench have dates of their own.
    response.sendDate = false;
    const { status = 200, body, headers } = answering(await askedBy(request)) ?? { status: 404, body: "{}" };
    setTimeout(() => response.writeHead(status, headers).end(body), latency);
  });
  return upstreamOf(server, counter, () => server.closeAllConnections());
}

/** A black hole: takes connections, which it counts, and never answers. */
export async function serveNothing(): Promise<Upstream> {
  const counter = new Counter();
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    counter.count++;
    sockets.add(socket);
    socket.on("error", () => undefined).resume();
  });
  return upstreamOf(server, counter, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** An origin at which nobody listens: a port that was free a moment ago. */
export async function deadOrigin(): Promise<string> {
  const { origin, close } = await serveNothing();
  await close();
  return origin;
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  return { method: request.method ?? "", path: request.url ?? "", body: await text(request) };
}

class Counter {
  count = 0;

  take(): number {
    const { count } = this;
    this.count = 0;
    return count;
  }
}

async function upstreamOf(server: Server, counter: Counter, letGo: () => void): Promise<Upstream> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    letGo();
    server.close();
    await once(server, "close");
  };
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, takeCount: () => counter.take(), close };
}
