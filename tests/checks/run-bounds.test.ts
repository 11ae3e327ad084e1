import { expect, test } from "vitest";
import { bounded } from "../../src/checks/run-bounds.ts";
import { judge } from "../../src/checks/verdict.ts";
import { RUN } from "./samples.ts";

test("bounded() leaves an ordinary run as it is", () => {
  const run = { ...RUN, read: ["/x"], ran: ["uname -r"], refused: ["nproc"] };

  expect(bounded(run)).toEqual(run);
});

test.each(["read", "missing", "looked", "listed", "ran"] as const)("bounded() cuts a long list: %s", (name) => {
  const run = bounded({ ...RUN, [name]: Array.from({ length: 501 }, (_, i) => `/${i}`) });

  expect(run[name]).toHaveLength(500);
  expect([run.refused, judge(run)]).toEqual([["too many files and commands (500)"], "unknown"]);
});

test("bounded() cuts a long command, and what was refused", () => {
  const run = bounded({ ...RUN, ran: ["x".repeat(4001)], refused: Array.from({ length: 999 }, (_, i) => `${i}`) });

  expect(run.ran[0]).toHaveLength(4000);
  expect([run.refused[0], run.refused.length]).toEqual(["too many files and commands (500)", 501]);
});
