import { describe, expect, test } from "vitest";
import { formatResults } from "../../../src/checks/authoring/report.ts";
import type { Result } from "../../../src/checks/authoring/session.ts";
import type { Outcome, Run, Verdict } from "../../../src/model/check.ts";
import { checkOf, RUN } from "../samples.ts";
import { recordsOf, sessionOf } from "./made-up.ts";

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

const sound = await sessionOf({});

function resultOf(outcomes: readonly Outcome[], given: Partial<Result> = {}): Result {
  return { ...sound, check: checkOf(""), outcomes, differences: new Map(), ...given };
}

describe("formatResults()", () => {
  test("has a heading per check with where its answers come from, a line per host, and a summary", async () => {
    const recorded = await sessionOf({ records: recordsOf(sound), sandbox: undefined });
    const never = {
      ...(await sessionOf({ sandbox: undefined })),
      check: checkOf("", { id: "c", asks: "Is\u0007 it?" }),
    };

    expect(formatResults([resultOf([HEALTHY, AFFECTED, EMPTY]), recorded, never], false)).toMatchInlineSnapshot(`
      "zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3, run now, and 4 times with something taken away
        healthy   OK           AVX is there
        affected  AFFECTED     AVX is gone␛[2J
        empty     CANNOT TELL  the host has no transcript of "uname -r"

      zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3, as recorded
        healthy   OK           AVX is there
        affected  AFFECTED     AVX is gone
        empty     CANNOT TELL  cannot read it

      c: Is␇ it?
        content/runbooks/slow.md:3, not run

      3 checks on 3 hosts: 6 runs, 3 as recorded, 3 made now and 4 with something taken away; all as expected, 1 check not run"
    `);
  });

  test("tells a verdict that is not due with all that the run did", () => {
    expect(formatResults([resultOf([HEALTHY, WRONG], { trials: 0 })], false)).toMatchInlineSnapshot(`
      "zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3, run now
        healthy   OK           AVX is there
        affected  CANNOT TELL, expected AFFECTED
          at content/runbooks/slow.md:3
          printed:
            cannot read it
          exit code: 2
          stderr: cat: /a: No such file or directory
          read: /proc/cpuinfo, /sys
          did not find: /a, /b
          ran: cat /a; grep -q avx

      1 check on 2 hosts: 2 runs, 0 as recorded, 2 made now; 1 not as expected"
    `);
  });

  test("tells a run that is not what is recorded by its differences, also where its verdict is due", () => {
    const differences = new Map([
      ["healthy", [{ what: "output", before: "AVX is there\nand unused\n", after: HEALTHY.run.stdout }]],
      ["affected", [{ what: "exit code", before: "0\n", after: "1\n" }]],
    ] as const);

    expect(formatResults([resultOf([HEALTHY, AFFECTED, EMPTY], { differences })], true)).toMatchInlineSnapshot(`
      "zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3, run now, and 4 times with something taken away
        healthy  OK, not what is recorded
          at content/runbooks/slow.md:3
          --- recorded output
          +++ this run's output
          @@ -1,2 +1,2 @@
           AVX is there
          -and unused
          +and used
          exit code: 0
        affected  AFFECTED, not what is recorded
          at content/runbooks/slow.md:3
          --- recorded exit code
          +++ this run's exit code
          @@ -1,1 +1,1 @@
          -0
          +1
          exit code: 1"
    `);
  });

  test("prints nothing with quiet where all is as it should be", () => {
    expect(formatResults([resultOf([HEALTHY, AFFECTED, EMPTY])], true)).toBe("");
  });
});
