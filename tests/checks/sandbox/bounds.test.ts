import { expect, test } from "vitest";
import { judge } from "../../../src/checks/rules/verdict.ts";
import { bounded } from "../../../src/checks/sandbox/sandbox.ts";
import { RUN } from "../samples.ts";

const TOO_MANY = { cause: "endless", asked: "more than 500 files and commands" };
const REFUSED = { cause: "command", asked: "nproc" } as const;

test("bounded() leaves an ordinary run as it is", () => {
  const run = { ...RUN, read: ["/x"], ran: ["uname -r"], refused: [REFUSED] };

  expect(bounded(run)).toEqual(run);
});

test.each(["read", "missing", "looked", "listed", "ran", "steps"] as const)(
  "bounded() cuts a long list: %s",
  (name) => {
    const run = bounded({ ...RUN, [name]: Array.from({ length: 501 }, (_, i) => `/${i}`) });

    expect(run[name]).toHaveLength(500);
    expect([run.refused, judge(run)]).toEqual([[TOO_MANY], "unknown"]);
  },
);

test("bounded() cuts a long command, and what was refused", () => {
  const refused = Array.from({ length: 999 }, (_, i) => ({ ...REFUSED, asked: `${i}${"x".repeat(5000)}` }));
  const run = bounded({ ...RUN, ran: ["x".repeat(4001)], refused });

  expect(run.ran[0]).toHaveLength(4000);
  expect([run.refused[0], run.refused.length, run.refused[1]?.asked.length]).toEqual([TOO_MANY, 501, 4000]);
});
