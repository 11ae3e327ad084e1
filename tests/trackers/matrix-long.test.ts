// Every tracker by every answer that is too long, one after the other in a file (and so in a process) of their own: what is
// too long must not be kept.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults } from "./faulty-server.ts";
import type { Loopback } from "./loopback.ts";
import { expectHarmless, serveNews, ways } from "./matrix.ts";

const MB = 1024 * 1024;
const before = process.memoryUsage().rss;

let news: Loopback;
beforeAll(async () => {
  news = await serveNews();
});
afterAll(() => news.close());

describe("refresh() lets go of what is too long:", () => {
  for (const way of ways) {
    for (const fault of faults.filter(({ kind }) => kind === "too-large")) {
      it(`${way.name} × ${fault.name}: ${fault.kind}`, () => expectHarmless(way, fault, news.origin));
    }
  }

  it("no tracker's long answers stay in memory", () => {
    // A changelog may have 16 MB, which are there twice while they are put together. Were these answers kept whole, it
    // would be more than 500 MB.
    expect((process.memoryUsage().rss - before) / MB).toBeLessThan(250);
  });
});
