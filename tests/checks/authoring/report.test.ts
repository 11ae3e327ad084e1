import { describe, expect, test } from "vitest";
import type { Reporting } from "../../../src/checks/authoring/in-words.ts";
import { formatResults } from "../../../src/checks/authoring/report.ts";
import type { Result } from "../../../src/checks/authoring/session.ts";
import { summaryOf } from "../../../src/checks/authoring/summary.ts";
import { topOf } from "../../../src/core/position.ts";
import { advice, problem } from "../../../src/core/problem.ts";
import type { Outcome, Run, Verdict } from "../../../src/model/check.ts";
import { checkOf, RUN, toldAll } from "../samples.ts";
import { comparing, recordsOf, sessionOf } from "./made-up.ts";

function outcomeOf(host: string, expected: Verdict, run: Partial<Run>, verdict = expected): Outcome {
  return { check: "zfs-avx", host, expected, verdict, run: { ...RUN, ...run } };
}

const HEALTHY = outcomeOf("healthy", "ok", { stdout: "AVX is there\nand used\n" });
const AFFECTED = outcomeOf("affected", "affected", { exitCode: 1, stdout: "AVX is gone\u001b[2J\n" });
const EMPTY = outcomeOf("empty", "unknown", { exitCode: 127, refused: [{ cause: "command", asked: "uname -r" }] });
const WRONG = outcomeOf(
  "affected",
  "affected",
  {
    ...{ exitCode: 2, stdout: "cannot read it\n", stderr: "cat: /a: No such file or directory\nand more\n" },
    ...{ read: ["/proc/cpuinfo"], listed: ["/sys"], missing: ["/a", "/b"], ran: ["cat /a", "grep -q\n avx"] },
  },
  "unknown",
);

const first = await sessionOf({});
const recorded = await sessionOf({ records: recordsOf(first), sandbox: undefined });
const never = await sessionOf({ sandbox: undefined });
const compared = await sessionOf({ records: recordsOf(first), sandbox: comparing(), all: true });

function resultOf(outcomes: readonly Outcome[], given: Partial<Result> = {}, id = "zfs-avx"): Result {
  const check = checkOf("", { id });
  return { ...first, check, outcomes, problems: [], differences: new Map(), ...given };
}

const PLACE = checkOf("").place;
const FAULT = problem(
  PLACE,
  'check "zfs-avx" says CANNOT TELL on test host "affected", expected AFFECTED',
  "Correct it",
);
const HINT = advice(PLACE, 'check "zfs-avx" asks much', "Ask less");
const DIFFERENCES: Result["differences"] = new Map([
  ["healthy", [{ what: "output", before: "AVX is there\nand unused\n", after: HEALTHY.run.stdout }]],
  ["affected", [{ what: "exit code", before: "0\n", after: "1\n" }]],
]);

const FOLDED: Reporting = {
  ...{ quiet: false, inFull: false, isNamed: false, call: "npm run check --" },
  paint: (_, text) => text,
  tell: (one) => toldAll([one]),
};
const IN_FULL = { ...FOLDED, inFull: true };

describe("formatResults()", () => {
  test("tells the worst check first, and of those that need nothing a line each", () => {
    const named = checkOf("grep x /y\nhead /y", { id: "has-untried", untried: ["head /y"] });
    const steps = { ...HEALTHY, run: { ...HEALTHY.run, steps: ["1 grep"] } };
    const results = [
      { ...recorded, outcomes: [steps, AFFECTED, EMPTY], check: named, notes: ["recorded with a, run now with b"] },
      resultOf([HEALTHY, AFFECTED, EMPTY], {}, "fine"),
      resultOf([HEALTHY, AFFECTED, EMPTY], { problems: [HINT] }, "advised"),
      resultOf([HEALTHY, AFFECTED, EMPTY], { differences: DIFFERENCES }, "differs"),
      resultOf([HEALTHY, WRONG, EMPTY], { problems: [FAULT] }, "wrong"),
      { ...never, check: checkOf("", { id: "never", asks: "Is\u0007 it?" }) },
    ];

    expect(formatResults(results, FOLDED)).toMatchInlineSnapshot(`
      "✗ wrong: Has ZFS lost AVX?
        run now on 3 test hosts, plus 4 runs with something changed

        content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on test host "affected", expected AFFECTED
            | \`\`\`bash check=zfs-avx
            | ^^^^^^^^^^^^^^^^^^^^^
          Correct it

        affected  CANNOT TELL, expected AFFECTED
          printed:
            cannot read it
          exit code: 2
          stderr: cat: /a: No such file or directory
          read: /proc/cpuinfo, /sys
          did not find: /a, /b
          ran: cat /a; grep -q avx
        as expected on 2 test hosts: 1 OK, 1 CANNOT TELL

      ✗ never: Is␇ it?
        not run

        content/runbooks/slow.md:3:1  check "zfs-avx" was never tested
            | \`\`\`bash check=zfs-avx
            | ^^^^^^^^^^^^^^^^^^^^^
          Run it, and commit the records: npm run check -- zfs-avx --update

      ≠ differs: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        run now on 3 test hosts, plus 4 runs with something changed

        healthy  OK, but not as recorded
          output, as recorded (-) and now (+):
           AVX is there
          -and unused
          +and used
          exit code: 0
        AFFECTED, but not as recorded, on 1 more: affected
        as expected on 1 test host: 1 CANNOT TELL

      ! advised: Has ZFS lost AVX?
        run now on 3 test hosts, plus 4 runs with something changed

        content/runbooks/slow.md:3:1  advice: check "zfs-avx" asks much
            | \`\`\`bash check=zfs-avx
            | ^^^^^^^^^^^^^^^^^^^^^
          Ask less

        as expected on 3 test hosts: 1 OK, 1 AFFECTED, 1 CANNOT TELL

      ✓ has-untried  1 OK, 1 AFFECTED, 1 CANNOT TELL; as recorded
          never ran, as "untried" says: line 2, head /y
      ✓ fine         1 OK, 1 AFFECTED, 1 CANNOT TELL; run now
        has-untried: recorded with a, run now with b

      npm run check -- ID shows a check on each test host"
    `);
  });

  test("tells one check host by host", () => {
    expect(formatResults([resultOf([HEALTHY, AFFECTED, EMPTY])], IN_FULL)).toMatchInlineSnapshot(`
      "✓ zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        run now on 3 test hosts, plus 4 runs with something changed

        healthy   OK           AVX is there
        affected  AFFECTED     AVX is gone␛[2J
        empty     CANNOT TELL  the test host has no transcript of "uname -r""
    `);
    expect(
      formatResults([resultOf([HEALTHY, WRONG], { trials: 0, problems: [FAULT] })], IN_FULL),
    ).toMatchInlineSnapshot(`
      "✗ zfs-avx: Has ZFS lost AVX?
        run now on 2 test hosts
        not tested on "empty": no such test host could be read

        content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on test host "affected", expected AFFECTED
            | \`\`\`bash check=zfs-avx
            | ^^^^^^^^^^^^^^^^^^^^^
          Correct it

        healthy   OK           AVX is there
        affected  CANNOT TELL, expected AFFECTED
          printed:
            cannot read it
          exit code: 2
          stderr: cat: /a: No such file or directory
          read: /proc/cpuinfo, /sys
          did not find: /a, /b
          ran: cat /a; grep -q avx"
    `);
  });

  test("folds hosts that are odd in the same way", () => {
    const wrong = ["a", "b", "c", "d", "e"].map((host) => ({ ...WRONG, host }));
    const odd = outcomeOf("f", "ok", { exitCode: 1, stdout: "gone\n" }, "affected");
    const result = resultOf([HEALTHY, ...wrong, odd, EMPTY], { problems: [FAULT] });

    expect(formatResults([result], FOLDED).replace(/[\s\S]*\n\n(?= {2}a )/, "")).toMatchInlineSnapshot(`
      "  a  CANNOT TELL, expected AFFECTED
          printed:
            cannot read it
          exit code: 2
          stderr: cat: /a: No such file or directory
          read: /proc/cpuinfo, /sys
          did not find: /a, /b
          ran: cat /a; grep -q avx
        CANNOT TELL, expected AFFECTED, on 4 more: b, c, d and 1 more
        AFFECTED, expected OK, on 1 more: f
        as expected on 2 test hosts: 1 OK, 1 CANNOT TELL

      npm run check -- ID shows a check on each test host"
    `);
  });

  test("says where answers come from, and which hosts there are not", () => {
    const heads = [recorded, compared, resultOf([HEALTHY, EMPTY])].map((result) =>
      formatResults([result], IN_FULL).split("\n").slice(0, 4).join("\n"),
    );

    expect(heads.join("\n")).toMatchInlineSnapshot(`
      "✓ zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        as recorded on 3 test hosts

      ✓ zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        run now on 3 test hosts, and compared with the record

      ✗ zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        run now on 2 test hosts, plus 4 runs with something changed
        not tested on "affected": no such test host could be read"
    `);
  });

  test("tells a run that is not what is recorded by its differences, in as few lines as tell them", () => {
    const one = resultOf([HEALTHY, AFFECTED, EMPTY], { differences: DIFFERENCES });

    expect(formatResults([one], { ...IN_FULL, quiet: true })).toMatchInlineSnapshot(`
      "≠ zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        run now on 3 test hosts, plus 4 runs with something changed

        healthy  OK, but not as recorded
          output, as recorded (-) and now (+):
           AVX is there
          -and unused
          +and used
          exit code: 0
        affected  AFFECTED, but not as recorded
          printed:
            AVX is gone␛[2J
          exit code: 1, recorded 0"
    `);
  });

  test("tells nothing with quiet of what is no Problem", () => {
    const results = [resultOf([HEALTHY, AFFECTED, EMPTY]), resultOf([HEALTHY, AFFECTED, EMPTY], { problems: [HINT] })];

    expect(formatResults(results, { ...FOLDED, quiet: true })).toBe("");
    expect(
      formatResults([resultOf([WRONG, AFFECTED], { problems: [FAULT, HINT] })], { ...FOLDED, quiet: true }),
    ).not.toMatch(/asks much|as expected/);
  });

  test("folds what hosts said to the columns of a terminal, and paints what is wrong and what differs", () => {
    const paint: Reporting["paint"] = (style, text) => `<${style}>${text}</${style}>`;
    const one = resultOf([HEALTHY, AFFECTED, EMPTY], { differences: DIFFERENCES, problems: [FAULT] });

    expect(formatResults([one], { ...IN_FULL, columns: 60, paint })).toMatchInlineSnapshot(`
      "<red>✗</red> <bold>zfs-avx</bold>: Has ZFS lost AVX?
      <dim>  run now on 3 test hosts, plus 4 runs with something changed</dim>

      <red>  content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on test host "affected", expected AFFECTED</red>
            | \`\`\`bash check=zfs-avx
            | ^^^^^^^^^^^^^^^^^^^^^
          Correct it

      <yellow>  healthy  OK, but not as recorded</yellow>
          output, as recorded (-) and now (+):
           AVX is there
      <red>    -and unused</red>
      <green>    +and used</green>
          exit code: 0
      <yellow>  affected  AFFECTED, but not as recorded</yellow>
          printed:
            AVX is gone␛[2J
          exit code: 1, recorded 0
        empty     CANNOT TELL  the test host has no transcript of
                               "uname -r""
    `);
  });
});

describe("summaryOf()", () => {
  test("counts what was run, compared and left, and what is wrong", () => {
    const hint = advice(topOf("content/hosts/x/host.yaml"), "x", "y");
    const odd = resultOf([HEALTHY, WRONG], { differences: DIFFERENCES });

    expect(summaryOf([first, odd, compared, recorded, never], [FAULT, hint, hint])).toMatchInlineSnapshot(`
      "8 runs on 3 test hosts, plus 8 with something changed; 1 not as expected, 2 not as recorded
      5 checks: 2 executed, 1 compared, 1 as recorded, 1 not run; 1 problem, 2 pieces of advice"
    `);
    expect(summaryOf([recorded], [])).toBe("1 check: 1 as recorded; no problem, no advice");
    expect(summaryOf([], [])).toBe("0 checks; no problem, no advice");
    expect(summaryOf([first], [])).toMatchInlineSnapshot(`
      "3 runs on 3 test hosts, plus 4 with something changed; all as expected
      1 check: 1 executed; no problem, no advice"
    `);
  });
});
