// What stands under `context` is only displayed: without it, the answer stays.

import { test } from "vitest";
import type { Check } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";
import { checkOf, GCM, HOSTS, hostOf, hostsOf, told } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

async function problems(snippet: string, given: Partial<Check>, ...hosts: readonly Host[]): Promise<string> {
  const all = hosts.length === 0 ? HOSTS : hostsOf(...hosts);
  return told((await triedHere(checkOf(snippet, given), all)).problems);
}

const pool = (name: string, health: string) =>
  hostOf(name, { "/proc/x": "x", [GCM]: health }, { "zpool list": "tank\n", "zpool get health": health });

describeRuns("contextProblems()", () => {
  test.concurrent("refuses a file on which the answer rests", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 2; if grep -q avx ${GCM}; then exit 0; fi; exit 1`;

    expect(await problems(snippet, { context: [GCM] })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  context of check "zfs-avx" names "/sys/module/icp/parameters/icp_gcm_impl", but without it the check says AFFECTED on test host "healthy", not OK
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        The verdict depends on it: remove "/sys/module/icp/parameters/icp_gcm_impl" from checks.zfs-avx.context"
    `);
  });

  test.concurrent("refuses a folder whose existence is the answer", async ({ expect }) => {
    const hosts = [hostOf("healthy", { "/proc/x": "x", "/sys/zfs/a": "" }), hostOf("affected", { "/proc/x": "x" })];
    const snippet = "[ -d /proc ] || exit 2; [ -d /sys/zfs ] || exit 1";

    expect(await problems(snippet, { context: ["/sys/zfs"] }, ...hosts)).toContain(
      'names "/sys/zfs", but without it the check says AFFECTED on test host "healthy", not OK',
    );
  });

  test.concurrent("refuses a command on which the answer rests", async ({ expect }) => {
    const snippet =
      "[ -r /proc/x ] || exit 2; case $(zpool get health 2>/dev/null) in DEGRADED) exit 1 ;; esac; exit 0";
    const hosts = [pool("healthy", "ONLINE"), pool("affected", "DEGRADED")];

    expect(await problems(snippet, { context: ["zpool", "/proc/x"] }, ...hosts)).toContain(
      'names "zpool", but without it the check says OK on test host "affected", not AFFECTED',
    );
  });

  test.concurrent("accepts what is only printed", async ({ expect }) => {
    const snippet = `zpool list; cat /proc/x; ls /etc/d; list=$(cat ${GCM}) || exit 2
case $list in ONLINE) exit 0 ;; DEGRADED) exit 1 ;; *) exit 2 ;; esac`;
    const hosts = [pool("healthy", "ONLINE"), pool("affected", "DEGRADED")];

    expect(await problems(snippet, { context: ["zpool", "/proc/x", "/etc/d"] }, ...hosts)).toBe("");
  });
});
