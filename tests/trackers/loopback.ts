// A real HTTP server on 127.0.0.1 that answers in the shape of the four systems, each below a path of its own.

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Settings } from "../../src/model/settings.ts";
import { type Matcher, matcherOf } from "../../src/trackers/match.ts";

/** "/github/repos/openzfs/zfs/issues/1" → body, or status and body. */
export type Routes = Readonly<Record<string, string | readonly [status: number, body: string]>>;

export type Loopback = {
  readonly trackers: Settings["trackers"];
  readonly match: Matcher;
  /** What was asked, in order. */
  readonly asked: { path: string; headers: IncomingMessage["headers"] }[];
  readonly origin: string;
  readonly close: () => Promise<void>;
};

/** Serves these routes, and 404 for the rest. The addresses in the content stay the public ones. */
export async function serve(routes: Routes): Promise<Loopback> {
  const asked: Loopback["asked"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, headers: request.headers });
    const route = routes[path] ?? [404, "Not found"];
    const [status, body] = typeof route === "string" ? [200, route] : route;
    // The nights of tests have dates of their own.
    response.sendDate = false;
    response.writeHead(status).end(body);
  });
  const origin = await listen(server);
  const trackers = instancesAt(origin);
  return { trackers, match: matcherOf(trackers), asked, origin, close: () => close(server) };
}

/** Settings that send every request to this origin. */
export function instancesAt(origin: string): Settings["trackers"] {
  return {
    github: [{ web: "https://github.com/", api: `${origin}/github/` }],
    gitweb: [{ web: "https://git.proxmox.com/", api: `${origin}/gitweb/` }],
    launchpad: [{ web: "https://bugs.launchpad.net/", api: `${origin}/launchpad/` }],
    xenforo: [{ web: "https://forum.proxmox.com/", api: `${origin}/xenforo/` }],
  };
}

/** An origin at which nobody listens: a port that was free a moment ago. */
export async function refusedOrigin(): Promise<string> {
  const server = createServer();
  const origin = await listen(server);
  await close(server);
  return origin;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
