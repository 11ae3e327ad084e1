// Files that were found by a pattern: other machines have others, so that none of them is evidence alone.

import { expect, test } from "vitest";
import type { Host } from "../../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, told } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

async function problems(snippet: string, hosts: readonly Host[]): Promise<string> {
  return told((await triedHere(checkOf(snippet), hostsOf(...hosts))).problems);
}

const V = "/sys/cpu/vulnerabilities";
const CPUS = [
  hostOf("healthy", { [`${V}/meltdown`]: "Not affected\n", [`${V}/mds`]: "Mitigation: x\n" }),
  hostOf("affected", { [`${V}/meltdown`]: "Vulnerable\n", [`${V}/mds`]: "Mitigation: x\n" }),
];
const disks = (name: string, rotates: string) =>
  hostOf(name, { "/sys/block/sda/queue/rotational": rotates, "/sys/block/sdb/queue/rotational": "0\n" });
const DISKS = [disks("healthy", "0\n"), disks("affected", "1\n")];

describeRuns("withoutFound()", () => {
  test.concurrent.each([
    [
      "cat of a pattern",
      `f=$(cat ${V}/*) || exit 2; [ -n "$f" ] || exit 2; case $f in *Vulnerable*) exit 1 ;; esac`,
      CPUS,
    ],
    [
      "a loop that reads and counts",
      `[ -d ${V} ] || exit 2; n=0
for f in ${V}/*; do t=$(cat "$f") || exit 2; case $t in Vuln*) exit 1 ;; '') exit 2 ;; esac; n=$((n+1)); done
[ $n -gt 0 ] || exit 2`,
      CPUS,
    ],
    [
      "a pattern for folders",
      `for d in /sys/block/sd*/queue/rotational; do read -r r < $d || exit 2; case $r in 0) ;; 1) exit 1 ;; *) exit 2 ;; esac; done; exit 0`,
      DISKS,
    ],
  ])("accepts %s", async (_, snippet, hosts) => {
    expect(await problems(snippet, hosts)).toBe("");
  });

  test.concurrent("refuses OK where none of them is there, by the pattern and not by a host's names", async ({
    expect,
  }) => {
    const snippet = `[ -d /sys/block/. ] || [ -d /sys/block ] || exit 2
for d in /sys/block/*; do [ -r $d/queue/rotational ] || continue; read -r r < $d/queue/rotational || exit 2; [ $r = 1 ] && exit 1; done; exit 0`;

    expect(await problems(snippet, DISKS)).toContain(
      'says OK on test host "healthy" without /sys/block/*/queue/rotational',
    );
  });

  test.concurrent("refuses OK where all of them are empty", async ({ expect }) => {
    const snippet = `[ -d ${V} ] || exit 2; grep -q ^Vuln ${V}/*; case $? in 0) exit 1 ;; 1) exit 0 ;; *) exit 2 ;; esac`;

    expect(await problems(snippet, CPUS)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when /sys/cpu/vulnerabilities/* is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Empty files prove nothing.
        Exit with 2 if nothing was read:
          [ -n "$value" ] || { echo "nothing in /sys/cpu/vulnerabilities/*"; exit 2; }"
    `);
  });

  test.concurrent("refuses a loop that passes over what is empty, though one of them is named elsewhere", async ({
    expect,
  }) => {
    const snippet = `[ -r /proc/1/comm ] || exit 2
for c in /proc/[0-9]*/comm; do read -r n < $c || continue; [ "$n" = evil ] && exit 1; done; exit 0`;
    const machine = (name: string, last: string) => hostOf(name, { "/proc/1/comm": "systemd\n", "/proc/2/comm": last });
    const all = await problems(snippet, [machine("healthy", "sshd\n"), machine("affected", "evil\n")]);

    expect(all.match(/ says .*/g)).toEqual([' says OK on test host "healthy" when /proc/*/comm is empty']);
  });

  test.concurrent("refuses OK where one of them is missing in its folder, and the run asks for it", async ({
    expect,
  }) => {
    const snippet = `[ -d /sys/block ] || exit 2; n=0
for d in /sys/block/*; do r=$(cat $d/queue/rotational 2>/dev/null); [ "$r" = 1 ] && exit 1; n=$((n+\${#r})); done; [ $n -gt 0 ] || exit 2`;

    expect(
      await problems(snippet, DISKS),
    ).toContain(`says OK on test host "healthy" without /sys/block/sda/queue/rotational
    | \`\`\`bash check=zfs-avx
    | ^^^^^^^^^^^^^^^^^^^^^
  It says the same without /sys/block/sdb/queue/rotational
  A verdict needs evidence.
  Exit with 2 if one of them cannot be read:
    value=$(cat "$file") || { echo "cannot read $file"; exit 2; }`);
  });

  test.concurrent("refuses OK where one of them is missing, and a redirection asks for it", async () => {
    const snippet = `[ -d /sys/block ] || exit 2; n=0
for d in /sys/block/*; do r=; read -r r < $d/queue/rotational; [ "$r" = 1 ] && exit 1; n=$((n+\${#r})); done; [ $n -gt 0 ] || exit 2`;

    expect(await problems(snippet, DISKS)).toContain(
      'says OK on test host "healthy" without /sys/block/sda/queue/rotational',
    );
  });

  test.concurrent("accepts that there are none where a recorded machine without them is OK", async ({ expect }) => {
    const snippet = `[ -n "$(ls /sys/net 2>/dev/null)" ] || exit 2
for s in /sys/net/*/slaves; do [ -e $s ] || continue; read -r l < $s || exit 2; [ "$l" ] || exit 2; [ "$l" = down ] && exit 1; done; exit 0`;
    const hosts = [
      hostOf("healthy", { "/sys/net/eth0/mtu": "1500\n" }),
      hostOf("affected", { "/sys/net/eth0/mtu": "1500\n", "/sys/net/bond0/slaves": "down\n" }),
    ];

    expect(await problems(snippet, hosts)).toBe("");
  });
});
