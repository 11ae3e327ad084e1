import { describe, expect, test } from "vitest";
import { runChecks } from "../../src/checks/run.ts";
import type { Check } from "../../src/model/check.ts";
import { checkOf, GCM, HOSTS, hostOf, hostsOf, told } from "./samples.ts";

async function problems(snippet: string, given: Partial<Check> = {}, hosts = HOSTS): Promise<string> {
  return told((await runChecks([checkOf(snippet, given)], hosts)).problems);
}

const CPU = "/proc/cpuinfo";
const WITH_CPU = hostsOf(
  hostOf("healthy", { [GCM]: "cycle [fastest] avx ", [CPU]: "flags : avx\n" }),
  hostOf("affected", { [GCM]: "cycle [fastest] ", [CPU]: "flags : avx\n" }),
);

describe("evidenceProblems()", () => {
  test("reports cat into grep, and names the repair", async () => {
    const snippet = `[ -d /sys ] || exit 2\ncat ${GCM} | grep -q avx`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on host "healthy" without /sys/module/icp/parameters/icp_gcm_impl: no evidence, no verdict
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Drop the cat: grep says 2 when the file is missing, and 1 when nothing matches
        A file that is only displayed can be listed under context"
    `);
  });

  test("reports set -e, and names the repair", async () => {
    const snippet = `[ -d /sys ] || exit 2\nset -eu\nlist=$(cat ${GCM})\n[[ $list == *avx* ]]`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on host "healthy" without /sys/module/icp/parameters/icp_gcm_impl: no evidence, no verdict
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Drop set -e: it ends the check with the code of the command that failed, often 1
        A file that is only displayed can be listed under context"
    `);
  });

  test("reports a verdict on half of the evidence", async () => {
    const snippet = `cpu=$(grep -c avx ${CPU}); grep -q avx ${GCM}; c=$?; [ "$c$cpu" = 11 ] && exit 1; exit $c`;

    expect(await problems(snippet, {}, WITH_CPU)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" without /proc/cpuinfo: no evidence, no verdict
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Say 2 when it can't be read: [ -r /proc/cpuinfo ] || { echo "cannot read /proc/cpuinfo"; exit 2; }
        A file that is only displayed can be listed under context
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" when /proc/cpuinfo is empty: nothing is no proof that all is well
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Say 2 when nothing was read: [ -n "$value" ] || { echo "nothing in /proc/cpuinfo"; exit 2; }"
    `);
  });

  test("accepts that a file which is only displayed may be missing", async () => {
    const snippet = `grep -m1 flags ${CPU} 2>/dev/null; grep -q avx ${GCM}`;

    expect(await problems(snippet, { context: [CPU] }, WITH_CPU)).toBe("");
  });

  test("reports OK on an empty file", async () => {
    expect(
      await problems(`[ -r ${GCM} ] || exit 2; grep -q '] generic' ${GCM} && exit 1; exit 0`),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" when /sys/module/icp/parameters/icp_gcm_impl is empty: nothing is no proof that all is well
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Say 2 when nothing was read: [ -n "$value" ] || { echo "nothing in /sys/module/icp/parameters/icp_gcm_impl"; exit 2; }"
    `);
  });

  test("reports OK from a command that is missing or fails, though the recording has no such answer", async () => {
    const pool = (name: string, capacity: string) => ({
      ...hostOf(name, {}),
      transcripts: [{ argv: ["zpool", "list"], stdout: `${capacity}\n`, stderr: "", exit: 0 }],
    });
    const snippet = `used=$(zpool list 2>/dev/null); [ "$used" -ge 90 ] 2>/dev/null && { echo full; exit 1; }; echo room`;

    expect(await problems(snippet, {}, hostsOf(pool("healthy", "10"), pool("affected", "95")))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" without the command zpool: no evidence, no verdict
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Say 2 when it is not there: command -v zpool >/dev/null || { echo "no zpool here"; exit 2; }
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" when zpool fails and prints nothing: nothing is no proof that all is well
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Say 2 when it fails: value=$(zpool …) || { echo "zpool fails"; exit 2; }"
    `);
  });

  test("reports a verdict without the command that it rests on", async () => {
    const hosts = hostsOf(
      hostOf("healthy", { [GCM]: "x" }, { "zfs version": "zfs-2.2.0\n" }),
      hostOf("affected", { [GCM]: "x" }, { "zfs version": "zfs-2.1.12\n" }),
    );
    const snippet = `[ -s ${GCM} ] || exit 2; command -v zfs >/dev/null || exit 0
case $(zfs version) in *2.1*) exit 1 ;; *2.2*) exit 0 ;; *) exit 2 ;; esac`;

    expect(await problems(snippet, {}, hosts)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" without the command zfs: no evidence, no verdict
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Say 2 when it is not there: command -v zfs >/dev/null || { echo "no zfs here"; exit 2; }"
    `);
  });
});
