// The first check of the AVX incident, with its typo: README shows what npm run check prints for it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeRuns } from "../sandbox-here.ts";
import { runCheck } from "./check-site.ts";

const SITE = join(import.meta.dirname, "../../fixtures/sites/first-check");

describeRuns("a check that reads a misspelt file", () => {
  test("says AFFECTED on every test host, and npm run check names the file that is meant", async () => {
    const { code, stdout, stderr } = await runCheck(SITE);

    expect(stdout).toMatchInlineSnapshot(`
      "✗ zfs-avx: Has ZFS lost AVX?
        run now on 3 test hosts, plus 1 run with something changed

        content/postmortems/2023-09-21-slow-zfs.md:10:9  check "zfs-avx" says AFFECTED on every test host (with-avx, without-avx, empty): it can't fail
            | \`\`\`bash check=zfs-avx
            |         ^^^^^^^^^^^^^
          It looks for /sys/module/icp/parameters/icp_gcm_imp, which no test host has
          Did you mean "/sys/module/icp/parameters/icp_gcm_impl"?
          Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches

      3 runs on 3 test hosts, plus 1 with something changed; 2 not as expected
      1 check: 1 executed; 1 problem, no advice
      "
    `);
    expect([code, stderr]).toEqual([1, ""]);
    const [report = ""] = stdout.split("\n\n3 runs");
    expect(await readFile("README.md", "utf8")).toContain(`\n${report}\n`);
  });

  test("is shown on each test host where it is named", async () => {
    const { stdout } = await runCheck(SITE, ["zfs-avx"]);

    expect(stdout).toContain("\n  with-avx  AFFECTED, expected OK\n    printed nothing\n    exit code: 1\n");
    expect(stdout).toContain("\n  without-avx  AFFECTED\n");
  });
});
