// Every tracker by every fault of HTTP: a look that fails changes no state, stops no other look, and asks no more often
// than it may. Answers that are too long have matrix-long.slow.test.ts, for the sake of its memory.

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { faults } from "../fetch/faulty-server.ts";
import { type Loopback, refusedOrigin } from "../loopback.ts";
import { isFaultOf, missingSamples, serveNews, ways } from "./matrix.ts";
import { caseOf, expectHarmless, expectUntouched, night } from "./one-night.ts";

// Most of a cell is waiting for a server.
vi.setConfig({ maxConcurrency: 64 });

let news: Loopback;
beforeAll(async () => {
  news = await serveNews();
});
afterAll(() => news.close());

it("the matrix has a sample in samples.ts for each tracker", () => {
  expect(missingSamples).toEqual([]);
});

describe("refresh() takes each fault of each tracker as what it is, and changes nothing:", () => {
  // Not it.each(), which cuts names off.
  for (const way of ways) {
    for (const fault of faults.filter((one) => one.kind !== "too-large" && isFaultOf(way, one))) {
      it.concurrent(`${way.name} × ${fault.name}: ${fault.kind}`, () => expectHarmless(way, fault, news.origin));
    }
  }

  for (const way of ways.filter(({ lead }) => lead.length === 0)) {
    it.concurrent(`${way.name} × nobody listens: unreachable`, async () => {
      const given = caseOf(way, "unreachable", await refusedOrigin(), news.origin);

      expectUntouched(given, await night(given));
    });
  }
});
