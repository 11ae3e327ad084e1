import { test } from "vitest";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, GCM, HOSTS, hostOf, hostsOf, told } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

async function problems(snippet: string, given: Partial<Check> = {}, hosts = HOSTS): Promise<string> {
  return told((await triedHere(checkOf(snippet, given), hosts)).problems);
}

const CPU = "/proc/cpuinfo";
const WITH_CPU = hostsOf(
  hostOf("healthy", { [GCM]: "cycle [fastest] avx ", [CPU]: "flags : avx\n" }),
  hostOf("affected", { [GCM]: "cycle [fastest] ", [CPU]: "flags : avx\n" }),
);

describeRuns("evidenceProblems()", () => {
  test.concurrent("reports cat into grep, and names the repair", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 2\ncat ${GCM} | grep -q avx`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "healthy" without /sys/module/icp/parameters/icp_gcm_impl
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches
        If the file is only displayed, list it under context"
    `);
  });

  test.concurrent("reports set -e, and names the repair", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 2\nset -eu\nlist=$(cat ${GCM})\n[[ $list == *avx* ]]`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "healthy" without /sys/module/icp/parameters/icp_gcm_impl
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Remove set -e: it ends the check with the code of the failed command, often 1.
        Write || exit 2 after each command that reads
        If the file is only displayed, list it under context"
    `);
  });

  test.concurrent("reports a verdict on half of the evidence", async ({ expect }) => {
    const snippet = `cpu=$(grep -c avx ${CPU}); grep -q avx ${GCM}; c=$?; [ "$c$cpu" = 11 ] && exit 1; exit $c`;

    expect(await problems(snippet, {}, WITH_CPU)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" without /proc/cpuinfo
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Test whether it could be read; grep exits with 2 if not, and with 1 for no match:
          cpu=$(grep …); [ $? -le 1 ] || { echo "cannot read cpuinfo"; exit 2; }
        If the file is only displayed, list it under context
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when /proc/cpuinfo is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        An empty file proves nothing.
        Exit with 2 if nothing was read:
          grep -q . /proc/cpuinfo || { echo "nothing in cpuinfo"; exit 2; }"
    `);
  });

  test.concurrent("accepts that a file which is only displayed may be missing", async ({ expect }) => {
    const snippet = `grep -m1 flags ${CPU} 2>/dev/null; grep -q avx ${GCM}`;

    expect(await problems(snippet, { context: [CPU] }, WITH_CPU)).toBe("");
  });

  test.concurrent("accepts that a command which is only displayed may be missing", async ({ expect }) => {
    const hosts = hostsOf(
      hostOf("healthy", { [GCM]: "avx" }, { "uname -r": "6.2\n" }),
      hostOf("affected", { [GCM]: "generic" }, { "uname -r": "6.2\n" }),
    );
    const snippet = `uname -r; grep -q avx ${GCM}`;

    expect(await problems(snippet, {}, hosts)).toContain('says OK on test host "healthy" when uname -r fails');
    expect(await problems(snippet, { context: ["uname"] }, hosts)).toBe("");
  });

  test.concurrent("tells a fault once that several files show", async ({ expect }) => {
    const files = (text: string) => ({ "/proc/net/tcp": text, "/proc/net/tcp6": text });
    const hosts = hostsOf(hostOf("healthy", files("9100")), hostOf("affected", files("22")));
    const snippet = `[ -d /proc ] || exit 2
for f in /proc/net/tcp /proc/net/tcp6; do cat $f | grep -q 9100 || exit 1; done`;

    expect(await problems(snippet, {}, hosts)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "healthy" without /proc/net/tcp
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It says the same without /proc/net/tcp6
        A verdict needs evidence.
        Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches
        If the file is only displayed, list it under context"
    `);
  });

  test.concurrent("tells once what the empty host shows as well", async ({ expect }) => {
    const told = await problems(`cat ${GCM} | grep -q avx`);

    expect(told.match(/check "zfs-avx" says .*/g)).toEqual([
      'check "zfs-avx" says AFFECTED on test host "empty", expected CANNOT TELL',
    ]);
  });

  test.concurrent("reports OK on an empty file", async ({ expect }) => {
    expect(
      await problems(`[ -r ${GCM} ] || exit 2; grep -q '] generic' ${GCM} && exit 1; exit 0`),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when /sys/module/icp/parameters/icp_gcm_impl is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        An empty file proves nothing.
        Exit with 2 if nothing was read:
          grep -q . /sys/module/icp/parameters/icp_gcm_impl || { echo "nothing in icp_gcm_impl"; exit 2; }"
    `);
  });

  test.concurrent("reports OK from a command that is missing or fails, though the recording has no such answer", async ({
    expect,
  }) => {
    const pool = (name: string, capacity: string) => ({
      ...hostOf(name, {}),
      transcripts: [{ argv: ["zpool", "list"], stdout: `${capacity}\n`, stderr: "", exit: 0 }],
    });
    const snippet = `used=$(zpool list 2>/dev/null); [ "$used" -ge 90 ] 2>/dev/null && { echo full; exit 1; }; echo room`;

    expect(await problems(snippet, {}, hostsOf(pool("healthy", "10"), pool("affected", "95")))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" without the command zpool
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Exit with 2 if it is missing:
          command -v zpool >/dev/null || { echo "no zpool here"; exit 2; }
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when zpool list fails and prints nothing
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It says the same when zpool list succeeds and prints nothing
        It says the same when zpool list answers "something-else"
        A missing or unknown answer proves nothing.
        Exit with 2 if the answer of zpool has another form:
          value=$(zpool list)
          [[ $value =~ ^[0-9]+$ ]] || { echo "unexpected answer: $value"; exit 2; }
        If the command is only displayed, list it under context
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "affected" when zpool list has "N/A" instead of numbers
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A value that is not a number proves nothing.
        Read it into a variable before comparing it, and exit with 2 if it is not a number:
          [[ $number =~ ^[0-9]+$ ]] || { echo "unexpected answer: $number"; exit 2; }"
    `);
  });

  test.concurrent("reports a verdict without the command that it rests on", async ({ expect }) => {
    const hosts = hostsOf(
      hostOf("healthy", { [GCM]: "x" }, { "zfs version": "zfs-2.2.0\n" }),
      hostOf("affected", { [GCM]: "x" }, { "zfs version": "zfs-2.1.12\n" }),
    );
    const snippet = `[ -e ${GCM} ] || exit 2; command -v zfs >/dev/null || exit 0
case $(zfs version) in *2.1*) exit 1 ;; *2.2*) exit 0 ;; *) exit 2 ;; esac`;

    expect(await problems(snippet, {}, hosts)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" without the command zfs
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Exit with 2 if it is missing:
          command -v zfs >/dev/null || { echo "no zfs here"; exit 2; }"
    `);
  });
});
