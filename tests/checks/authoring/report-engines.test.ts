import { describe, expect, test } from "vitest";
import { formatDifferences } from "../../../src/checks/authoring/report-engines.ts";
import { checkOf } from "../samples.ts";

const BOTH = { check: checkOf(""), host: "healthy", engines: ["simulated", "bubblewrap"] as const };

describe("formatDifferences()", () => {
  test("shows what each engine says, and counts", () => {
    const differences = [
      { ...BOTH, what: "verdict" as const, a: "ok", b: "affected" },
      { ...BOTH, what: "stdout" as const, a: "AVX is there\nand used\n", b: "AVX is there\n" },
      { ...BOTH, what: "stdout" as const, a: "the same\n", b: "the same" },
      { ...BOTH, what: "read" as const, a: "/a\n/b", b: "/a" },
    ];

    expect(formatDifferences(differences)).toMatchInlineSnapshot(`
      "zfs-avx on healthy: simulated and bubblewrap differ in verdict
        at content/runbooks/slow.md:3
          --- simulated
          +++ bubblewrap
          @@ -1,1 +1,1 @@
          -ok
          +affected

      zfs-avx on healthy: simulated and bubblewrap differ in output
        at content/runbooks/slow.md:3
          --- simulated
          +++ bubblewrap
          @@ -1,2 +1,1 @@
           AVX is there
          -and used

      zfs-avx on healthy: simulated and bubblewrap differ in output
        at content/runbooks/slow.md:3
          --- simulated
          +++ bubblewrap
          @@ -1,1 +1,1 @@
          -the same
          +the same
          \\ No newline at end of file

      zfs-avx on healthy: simulated and bubblewrap differ in what they read
        at content/runbooks/slow.md:3
          --- simulated
          +++ bubblewrap
          @@ -1,2 +1,1 @@
           /a
          -/b

      4 differences between engines"
    `);
  });

  test("is empty where engines agree", () => {
    expect(formatDifferences([])).toBe("");
  });
});
