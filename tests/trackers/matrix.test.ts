// Every tracker by every fault of HTTP: a look that fails changes no state, stops no other look, and asks no more often
// than it may.

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { faults } from "./faulty-server.ts";
import { type Loopback, refusedOrigin } from "./loopback.ts";
import { caseOf, expectUntouched, missingSamples, night, requestsOf, serveNews, serveWrong, ways } from "./matrix.ts";

// Most of a cell is waiting for a server.
vi.setConfig({ maxConcurrency: 16 });

const MB = 1024 * 1024;
const memoryBefore = process.memoryUsage().rss;

let news: Loopback;
beforeAll(async () => {
  news = await serveNews();
});
afterAll(() => news.close());

const RETRIES = 1;
/** Redirects that are followed at most; whoever is sent on more often gives up, and does not try again. */
const REDIRECTS = 3;

describe("refresh() takes for each tracker each fault as what it is, and changes nothing:", () => {
  // Not it.each(), which cuts names off.
  for (const way of ways) {
    for (const { name, kind, respond } of faults) {
      it.concurrent(`${way.name} × ${name}: ${kind}`, async () => {
        const server = await serveWrong(way, respond);
        const given = caseOf(way, kind, server.origin, news.origin);

        const after = await night(given).finally(server.close);

        expectUntouched(given, after);
        expect(server.asked.length).toBeGreaterThan(way.lead.length);
        const attempts = 1 + (name === "a redirect to itself" ? REDIRECTS : RETRIES);
        expect(server.asked.length).toBeLessThanOrEqual(requestsOf(way, server.origin).length * attempts);
      });
    }
  }

  for (const way of ways.filter(({ lead }) => lead.length === 0)) {
    it.concurrent(`${way.name} × nobody listens: unreachable`, async () => {
      const given = caseOf(way, "unreachable", await refusedOrigin(), news.origin);

      expectUntouched(given, await night(given));
    });
  }
});

describe("the matrix", () => {
  it("has a sample for each tracker in matrix-samples.ts", () => {
    expect(missingSamples).toEqual([]);
  });

  it("keeps no long answer in memory", () => {
    expect((process.memoryUsage().rss - memoryBefore) / MB).toBeLessThan(150);
  });
});
