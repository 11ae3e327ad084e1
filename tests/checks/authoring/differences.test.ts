import { describe, expect, test } from "vitest";
import { differenceProblems, differencesOf } from "../../../src/checks/authoring/differences.ts";
import { recordOf } from "../../../src/checks/runs/record.ts";
import type { Run } from "../../../src/model/check.ts";
import { checkOf, RUN, toldAll } from "../samples.ts";

const BEFORE: Run = { ...RUN, stdout: "a\n", stderr: "x\n", read: ["/a"], listed: ["/d"], ran: ["cat /a"] };
const RECORDED = recordOf(BEFORE, { key: "", trials: 0, by: ["GNU bash 5.2"] });

describe("differencesOf()", () => {
  test("tells exit code, output and what is read, each with both sides", () => {
    const run = { ...BEFORE, exitCode: 1, stdout: "b\n", read: [] };

    expect(differencesOf(run, RECORDED, true)).toEqual([
      { what: "exit code", before: "0\n", after: "1\n" },
      { what: "output", before: "a\n", after: "b\n" },
      { what: "files read", before: "/a\n/d\n", after: "/d\n" },
    ]);
    expect(differencesOf(run, RECORDED, false).map(({ what }) => what)).toEqual(["exit code", "output"]);
  });

  test("takes nothing else for one: messages and what ran hang on the versions of tools", () => {
    expect(differencesOf({ ...BEFORE, stderr: "y\n", ran: [], steps: ["1 cat"] }, RECORDED, true)).toEqual([]);
  });
});

test("differenceProblems() tells hosts that differ in the same way together", () => {
  const differing = (["a", "b", "c"] as const).map((host) => ({
    outcome: { check: "zfs-avx", host, expected: "ok", verdict: "ok", run: RUN } as const,
    differences: differencesOf({ ...BEFORE, stdout: "", ...(host === "c" ? { exitCode: 3 } : {}) }, RECORDED, true),
  }));

  expect(toldAll(differenceProblems(checkOf(""), differing, "npm run check --"))).toMatchInlineSnapshot(`
    "content/runbooks/slow.md:3:1  check "zfs-avx" differs from its record on "a", "b": output
        | \`\`\`bash check=zfs-avx
        | ^^^^^^^^^^^^^^^^^^^^^
      The report shows the difference. If the new run is right: npm run check -- zfs-avx --update
    content/runbooks/slow.md:3:1  check "zfs-avx" differs from its record on "c": exit code, output
        | \`\`\`bash check=zfs-avx
        | ^^^^^^^^^^^^^^^^^^^^^
      The report shows the difference. If the new run is right: npm run check -- zfs-avx --update"
  `);
});
