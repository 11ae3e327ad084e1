import { expect, test } from "vitest";
import { type Outcome, summaryLines } from "./lines.ts";
import { countAtEnd } from "./summary.ts";

const passed = (counts: Record<string, number> = {}): Outcome => ({ counts, skippedFor: undefined });
const skipped = (skippedFor: string): Outcome => ({ counts: {}, skippedFor });

test("summaryLines() adds up what is called the same, and says first what was done", () => {
  const outcomes = [
    skipped("no sandbox"),
    passed({ "runs executed": 40 }),
    skipped("no browser"),
    passed({ "runs executed": 52, "hosts read": 1 }),
    skipped("no sandbox"),
  ];

  expect(summaryLines(outcomes)).toEqual([
    "1 hosts read",
    "92 runs executed",
    "1 test skipped: no browser",
    "2 tests skipped: no sandbox",
  ]);
});

test("summaryLines() has nothing to say of tests that only passed", () => {
  expect(summaryLines([passed(), passed()])).toEqual([]);
});

test("countAtEnd() keeps what a test has counted before", () => {
  const task = { meta: {} };

  countAtEnd(task, 2, "runs executed");
  countAtEnd(task, 3, "runs executed");
  countAtEnd(task, 0, "hosts read");

  expect(task.meta).toEqual({ counts: { "runs executed": 5, "hosts read": 0 } });
});
