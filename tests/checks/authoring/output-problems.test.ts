import { describe, expect, test } from "vitest";
import { comparison, outputProblems } from "../../../src/checks/authoring/output-problems.ts";
import type { Outcome } from "../../../src/model/check.ts";
import { checkOf, RUN, told } from "../samples.ts";

const OUTPUTS = new Map([
  [
    "zfs-avx",
    new Map([
      ["healthy", { verdict: "ok" as const, stdout: "AVX is there\n" }],
      ["affected", { verdict: "affected" as const, stdout: 'No "avx"\n' }],
    ]),
  ],
]);

function outcomeOf(stdout: string, given: Partial<Outcome> = {}): Outcome {
  const run = { ...RUN, stdout };
  return { check: "zfs-avx", host: "healthy", expected: "ok", verdict: "ok", run, ...given };
}

describe("comparison()", () => {
  test.each([
    ["same", outcomeOf("AVX is there\n")],
    ["other", outcomeOf("AVX is there")],
    ["other", outcomeOf("AVX is there\n", { verdict: "unknown" })],
    ["new", outcomeOf("AVX is there\n", { host: "constructor" })],
    ["new", outcomeOf("AVX is there\n", { check: "constructor" })],
  ])("says %s", (expected, outcome) => {
    expect(comparison(outcome, OUTPUTS)).toBe(expected);
  });
});

describe("outputProblems()", () => {
  test("tells each run that prints or says what was not accepted", () => {
    const affected = outcomeOf('No "avx"\n', { host: "affected", expected: "unknown", verdict: "unknown" });
    const outcomes = [outcomeOf("AVX is here\n"), affected, outcomeOf("x", { host: "new" })];

    expect(told(outputProblems([checkOf("")], outcomes, OUTPUTS))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" does not print on host "healthy" what was recorded
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        npm run check shows the difference; when it is right: npm run check -- --update
      content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on host "affected", recorded AFFECTED
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        npm run check shows the difference; when it is right: npm run check -- --update"
    `);
  });

  test("tells runs that differ alike once, with the remedy of the caller", () => {
    const affected = outcomeOf("No AVX\n", { host: "affected", expected: "affected", verdict: "affected" });
    const [only, ...others] = outputProblems([checkOf("")], [outcomeOf("x"), affected], OUTPUTS, "Look");

    expect(others).toEqual([]);
    expect([only?.what, only?.remedy]).toEqual([
      'check "zfs-avx" does not print on hosts "healthy", "affected" what was recorded',
      "Look",
    ]);
  });

  test("leaves a wrong verdict to the rules", () => {
    const wrong = outcomeOf("No AVX\n", { verdict: "affected" });

    expect(outputProblems([checkOf("")], [wrong], OUTPUTS)).toEqual([]);
  });
});
