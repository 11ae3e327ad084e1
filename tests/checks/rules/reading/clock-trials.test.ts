import { test } from "vitest";
import { clockAdvice } from "../../../../src/checks/rules/reading/clock-trials.ts";
import { runCheck } from "../../../../src/checks/runs/try.ts";
import { checkOf, hostOf, hostsOf, told } from "../../samples.ts";
import { describeRuns, run } from "../../sandbox-here.ts";

const STAMP = "/var/backups/last-good";
const HOSTS = hostsOf(
  hostOf("healthy", { [STAMP]: "1709864104\n" }, { "date +%s": "1709890200\n", "date +%H": "09\n" }),
  hostOf("affected", { [STAMP]: "1709691240\n" }, { "date +%s": "1709867520\n", "date +%H": "03\n" }),
);
const READ = `stamp=$(cat ${STAMP}) || exit 2; [ -n "$stamp" ] || exit 2`;

async function toldOf(snippet: string): Promise<string> {
  const check = checkOf(snippet);
  return told(await clockAdvice(check, await runCheck(check, HOSTS, run), HOSTS, run));
}

describeRuns("clockAdvice()", () => {
  test.concurrent("tells of a check that reads a stamp and looks at the hour alone", async ({ expect }) => {
    expect(await toldOf(`${READ}; [ "$(date +%H)" -ge 6 ] || exit 1`)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  advice: check "zfs-avx" depends on the clock alone: at the time of test host "affected", test host "healthy" is AFFECTED, too
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Compare what was read with the time: the age of a timestamp, not the hour of the day"
    `);
  });

  test.concurrent("lets pass what compares the stamp with the time", async ({ expect }) => {
    expect(await toldOf(`${READ}; [ $(($(date +%s) - stamp)) -lt 93600 ] || exit 1`)).toBe("");
    expect(await toldOf(`${READ}; [ "$stamp" -gt 1709700000 ] || exit 1; date +%s`)).toBe("");
  });

  test.concurrent("says nothing of what asks for no time", async ({ expect }) => {
    expect(await toldOf(`${READ}; [ "$stamp" -gt 1709700000 ] || exit 1`)).toBe("");
  });
});
