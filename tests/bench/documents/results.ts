// What the bench of many documents finds out about one size.

import type { Stage } from "../../../src/core/stages.ts";
import type { Served } from "./edited-server.ts";
import type { Measured } from "./measured-process.ts";
import type { OutputSize } from "./output-size.ts";
import type { NoBrowser, SearchCost } from "./search-cost.ts";

/** cold: nothing is there; unchanged: again; nightly: some upstream items have moved; edit: a document has changed. */
export const CASES = ["cold", "unchanged", "nightly", "edit"] as const;
export type Case = (typeof CASES)[number];

export type Build = Measured & { readonly stages: readonly Stage[] };

/** Hugo, then Pagefind. Hugo keeps nothing for later builds, so "again" is also what an edit costs. */
export type OtherBuilds = {
  readonly cold: readonly Measured[];
  readonly again: readonly Measured[];
  readonly output: OutputSize;
};

export type Results = {
  readonly documents: number;
  readonly builds: Readonly<Record<Case, readonly Build[]>>;
  readonly output: OutputSize;
  readonly others: OtherBuilds | undefined;
  readonly served: Served;
  readonly search: SearchCost | NoBrowser;
  /** What is wrong with an output, such as documents that it lacks: then its figures mean nothing. */
  readonly faults: readonly string[];
};

/** Two commands as one: their times are added, and the larger one tells the memory. */
export function together(one: Measured, other: Measured): Measured {
  return {
    seconds: one.seconds + other.seconds,
    cpuSeconds: both(one.cpuSeconds, other.cpuSeconds, (a, b) => a + b),
    peakBytes: both(one.peakBytes, other.peakBytes, Math.max),
    stderr: one.stderr + other.stderr,
  };
}

/** Unknown if one of them is. */
function both(
  one: number | undefined,
  other: number | undefined,
  join: (a: number, b: number) => number,
): number | undefined {
  return one === undefined || other === undefined ? undefined : join(one, other);
}
