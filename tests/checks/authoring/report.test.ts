import { describe, expect, test } from "vitest";
import { formatRuns } from "../../../src/checks/authoring/report.ts";
import type { Outcome, Verdict } from "../../../src/model/check.ts";
import { checkOf, RUN } from "../samples.ts";

function outcomeOf(host: string, verdict: Verdict, stdout: string, given: Partial<Outcome> = {}): Outcome {
  return { check: "zfs-avx", host, expected: verdict, verdict, run: { ...RUN, stdout }, ...given };
}

const HEALTHY = outcomeOf("healthy", "ok", "AVX is there\nand used\n");
const AFFECTED = outcomeOf("affected", "affected", "AVX is gone\u001b[2J\n");
const EMPTY = outcomeOf("empty", "unknown", "", { run: { ...RUN, exitCode: 127, refused: ["uname -r"] } });
const WRONG = outcomeOf("affected", "unknown", "cannot read it\n", {
  expected: "affected",
  run: {
    ...RUN,
    ...{ exitCode: 2, stdout: "cannot read it\n", stderr: "cat: /a: No such file or directory\n" },
    ...{ read: ["/proc/cpuinfo"], missing: ["/a", "/b"], ran: ["cat /a", "grep -q\n avx"] },
  },
});

function reportOf(outcomes: readonly Outcome[], recorded: readonly Outcome[] = [], quiet = false): string {
  const accepted = new Map(recorded.map(({ host, verdict, run }) => [host, { verdict, stdout: run.stdout }]));
  return formatRuns({ checks: [checkOf("")], outcomes, recorded: new Map([["zfs-avx", accepted]]) }, quiet);
}

describe("formatRuns()", () => {
  test("has a heading per check, a line per host and a summary", () => {
    const outcomes = [HEALTHY, AFFECTED, EMPTY];

    expect(reportOf(outcomes, outcomes)).toMatchInlineSnapshot(`
      "zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        healthy   OK           AVX is there
        affected  AFFECTED     AVX is gone␛[2J
        empty     CANNOT TELL  the host has no transcript of "uname -r"

      1 check on 3 hosts: 3 runs, all as expected"
    `);
  });

  test("says what is not recorded yet, by name unless nothing is", () => {
    expect(reportOf([HEALTHY, AFFECTED], [HEALTHY])).toContain(
      "not recorded yet on affected (npm run check -- --update records it)\n",
    );
    expect(reportOf([HEALTHY, AFFECTED])).toContain("not recorded yet (npm run check -- --update records it)\n");
    expect(reportOf([HEALTHY, AFFECTED], [HEALTHY], true)).toBe("");
  });

  test("tells a failure with the difference of its output and what the run did", () => {
    expect(reportOf([HEALTHY, WRONG], [HEALTHY, AFFECTED])).toMatchInlineSnapshot(`
      "zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        healthy   OK           AVX is there
        affected  CANNOT TELL, expected AFFECTED
          at content/runbooks/slow.md:3
          --- recorded, AFFECTED
          +++ this run, CANNOT TELL
          @@ -1,1 +1,1 @@
          -AVX is gone␛[2J
          +cannot read it
          exit code: 2
          stderr: cat: /a: No such file or directory
          read: /proc/cpuinfo
          did not find: /a, /b
          ran: cat /a; grep -q avx

      1 check on 2 hosts: 2 runs, 1 not as expected"
    `);
  });

  test("tells an output that is another one than recorded", () => {
    const before = outcomeOf("healthy", "ok", "AVX is there\nand unused\n");

    expect(reportOf([HEALTHY, AFFECTED], [before, AFFECTED], true)).toMatchInlineSnapshot(`
      "zfs-avx: Has ZFS lost AVX?
        content/runbooks/slow.md:3
        healthy  OK, says something else than recorded
          at content/runbooks/slow.md:3
          --- recorded, OK
          +++ this run, OK
          @@ -1,2 +1,2 @@
           AVX is there
          -and unused
          +and used
          exit code: 0

      1 check on 2 hosts: 2 runs, 1 not as expected"
    `);
  });

  test("shows the output where there is nothing to compare it with", () => {
    const silent = { ...WRONG, run: { ...WRONG.run, stdout: "" } };

    expect(reportOf([WRONG])).toContain("    printed, not recorded:\n      cannot read it\n");
    expect(reportOf([silent])).toContain("    printed nothing, not recorded\n");
    expect(reportOf([{ ...HEALTHY, expected: "affected" }], [HEALTHY])).toContain("    printed, as recorded:\n");
  });
});
