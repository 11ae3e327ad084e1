// What a run says in its last lines, beside how many tests passed: what was counted, and what was skipped for want of
// what. A test hands both over in its own `meta`, which Vitest carries from the worker to the reporter.
//
//   test("…", ({ task }) => countAtEnd(task, 3, "runs executed"));     at the end: "92 runs executed"
//   describeUnless(missing, "by the real bash", () => { … });          at the end: "4 tests skipped: no sandbox, because …"

import { describe, type TaskMeta } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** What this test adds to the lines at the end, by their text. */
    counts?: Record<string, number>;
    /** What this test or suite is skipped for want of. */
    missing?: string;
  }
}

/** Adds to the line "<number> <text>" at the end of the run; all tests that hand over the same text share one line. */
export function countAtEnd(task: { readonly meta: TaskMeta }, number: number, text: string): void {
  const counts = task.meta.counts ?? {};
  counts[text] = (counts[text] ?? 0) + number;
  task.meta.counts = counts;
}

/**
 * A suite that needs something. `missing` says what is not there and why, as in "no browser, because …"; undefined runs
 * the suite. Its hooks do not run where it is skipped.
 */
export function describeUnless(missing: string | undefined, title: string, body: () => void): void {
  if (missing === undefined) describe(title, body);
  else describe(`${title} (${missing})`, { skip: true, meta: { missing } }, body);
}
