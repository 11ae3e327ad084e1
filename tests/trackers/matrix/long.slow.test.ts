// Every tracker by every answer that is too long, one after the other in a file (and so in a process) of their own: what is
// too long must not be kept.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults } from "../fetch/faulty-server.ts";
import type { Loopback } from "../loopback.ts";
import { serveNews, ways } from "./matrix.ts";
import { expectHarmless } from "./one-night.ts";

const MB = 1024 * 1024;

/** Bytes that are still needed, once whatever nothing leads to is gone; how much the process holds of it is chance. */
function kept(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

let news: Loopback;
let before: number;
beforeAll(async () => {
  news = await serveNews();
  before = kept();
});
afterAll(() => news.close());

describe("refresh() lets go of what is too long:", () => {
  for (const way of ways) {
    for (const fault of faults.filter(({ kind }) => kind === "too-large")) {
      it(`${way.name} × ${fault.name}: ${fault.kind}`, () => expectHarmless(way, fault, news.origin));
    }
  }

  it("no tracker's long answers stay in memory", async () => {
    // Were they kept up to the length at which they are given up, it would be more than 40 MB: a changelog's is 16 MB.
    // What was let go of may be under way still, such as a body that nobody reads any more.
    await expect.poll(() => (kept() - before) / MB, { timeout: 30_000 }).toBeLessThan(20);
  });
});
