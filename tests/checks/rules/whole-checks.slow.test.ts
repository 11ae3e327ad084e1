// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Checks as people write them: each right one is accepted, and a subtly wrong one to the same question is told why.

import { expect, test } from "vitest";
import type { Host } from "../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, RUN, told } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

type Case = {
  readonly hosts: readonly [Host, Host];
  readonly right: string;
  readonly wrong: string;
  readonly why: string;
};

const files = (path: string, healthy: string, affected: string, more: Readonly<Record<string, string>> = {}) =>
  [hostOf("healthy", { ...more, [path]: healthy }), hostOf("affected", { ...more, [path]: affected })] as const;
const answers = (line: string, healthy: string, affected: string, more: Readonly<Record<string, string>> = {}) =>
  [hostOf("healthy", more, { [line]: healthy }), hostOf("affected", more, { [line]: affected })] as const;

const MDSTAT = (state: string) =>
  `Personalities : [raid1]\nmd0 : active raid1 sda1[0] sdb1[1]\n      1000 blocks [2/2] [${state}]\n`;
const MOUNTS = (options: string) => `/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /var/lib/docker ext4 ${options} 0 0\n`;
const SCHEDULERS = files("/sys/block/sda/queue/scheduler", "none [mq-deadline]\n", "none [bfq]\n", {
  "/sys/block/sdb/queue/scheduler": "none [mq-deadline]\n",
});
const SMART = answers("smartctl -H /dev/sda", "result: PASSED\n", "result: FAILED!\n", {
  "/sys/block/sda/size": "1\n",
});
const DOCKER = files("/proc/mounts", MOUNTS("rw"), MOUNTS("ro,relatime"));

const CASES: Readonly<Record<string, Case>> = {
  "the load": {
    hosts: files("/proc/loadavg", "0.50 0.4 0.3 1/200 9\n", "9.50 8.4 7.3 1/200 9\n", {
      "/proc/cpuinfo": "processor\t: 0\n",
    }),
    right: `read -r load _ < /proc/loadavg || exit 2
n=$(grep -c ^processor /proc/cpuinfo) || exit 2
[ -n "$load" ] || exit 2
[ "\${load%.*}" -lt $((n * 2)) ] || exit 1`,
    wrong: `load=$(cut -d. -f1 /proc/loadavg); n=$(grep -c processor /proc/cpuinfo)
[ "\${load:-0}" -gt $((n * 2)) ] && exit 1; exit 0`,
    why: 'says OK on host "healthy" when /proc/loadavg is empty',
  },
  "a full disk": {
    hosts: answers(
      "df -P /",
      "FS Size Used Free Capacity On\n/dev/sda1 9 1 8 10% /\n",
      "FS Size Used Free Capacity On\n/dev/sda1 9 9 0 95% /\n",
    ),
    right: `out=$(df -P /) || exit 2
used=$(awk 'NR == 2 { sub(/%/, "", $5); print $5 }' <<< "$out")
case $used in ''|*[!0-9]*) exit 2 ;; esac
(( used < 90 ))`,
    wrong: `used=$(df -P / | tail -1 | awk '{print $5}' | tr -d %)
if [ "$used" -gt 90 ] 2>/dev/null; then exit 1; else exit 0; fi`,
    why: 'says OK on host "healthy" when df -P / fails and prints nothing',
  },
  "an array, line by line": {
    hosts: files("/proc/mdstat", MDSTAT("UU"), MDSTAT("U_")),
    right: `[ -r /proc/mdstat ] || exit 2
n=0; while read -r line; do case $line in *"[U"*"_"*) exit 1 ;; md*) n=$((n+1)) ;; esac; done < /proc/mdstat
[ "$n" -gt 0 ] || exit 2`,
    wrong: `while read -r line; do case $line in *_*]) exit 1 ;; esac; done < /proc/mdstat; exit 0`,
    why: "[ -r /proc/mdstat ] || ",
  },
  "a unit": {
    hosts: answers("systemctl is-active sshd", "active\n", "failed\n"),
    right: `case $(systemctl is-active sshd) in active) exit 0 ;; failed|inactive) exit 1 ;; *) exit 2 ;; esac`,
    wrong: `[ "$(systemctl is-active sshd)" = active ] && exit 0; exit 1`,
    why: "without the command systemctl",
  },
  "a version": {
    hosts: answers("dpkg-query -W -f=${Version} openssl", "3.0.13-1", "3.0.9-1"),
    right: `v=$(dpkg-query -W -f='\${Version}' openssl) || exit 2
[ -n "$v" ] || exit 2
[ "$(printf '%s\\n' "$v" 3.0.11 | sort -V | head -n 1)" = 3.0.11 ]`,
    wrong: `case $(dpkg-query -W -f='\${Version}' openssl 2>/dev/null) in 3.0.9*) exit 1 ;; esac`,
    why: "value=$(dpkg-query -W '-f=${Version}' openssl) || ",
  },
  "all interfaces": {
    hosts: files("/sys/class/net/eth0/operstate", "up\n", "down\n", { "/sys/class/net/lo/operstate": "unknown\n" }),
    right: `n=0; for f in /sys/class/net/*/operstate; do
  read -r state < "$f" || exit 2
  n=$((n + 1)); [ "$state" = down ] && exit 1
done; [ "$n" -gt 0 ] || exit 2`,
    wrong: `for f in /sys/class/net/*/operstate; do grep -q down $f 2>/dev/null && exit 1; done; exit 0`,
    why: 'says OK on host "healthy" without /sys/class/net/*/operstate',
  },
  "a mount, line by line": {
    hosts: DOCKER,
    right: `found=no; while read -r dev at type opts _; do
  [ "$at" = /var/lib/docker ] || continue
  found=yes; case ,$opts, in *,ro,*) exit 1 ;; esac
done < /proc/mounts; [ $found = yes ] || exit 2`,
    wrong: `grep ' /var/lib/docker ' /proc/mounts | grep -q ' ro[, ]' && exit 1; exit 0`,
    why: "which `&&` takes for no match",
  },
  "a mount by awk": {
    hosts: DOCKER,
    right: `awk '$2 == "/var/lib/docker" { n++; if ($4 ~ /(^|,)ro(,|$)/) bad = 1 } END { exit n ? bad : 2 }' /proc/mounts`,
    wrong: `awk '$2 == "/var/lib/docker" && $4 ~ /ro/ { bad = 1 } END { exit bad }' /proc/mounts`,
    why: 'says OK on host "healthy" when /proc/mounts is empty',
  },
  "find and xargs": {
    hosts: SCHEDULERS,
    right: `files=$(find /sys/block -name scheduler | sort); [ -n "$files" ] || exit 2
all=$(printf '%s\\n' "$files" | xargs cat) || exit 2
[ -n "$all" ] || exit 2; [[ $all != *"[bfq]"* ]]`,
    wrong: `find /sys/block -name scheduler | xargs grep -l '\\[bfq\\]' | grep -q . && exit 1; exit 0`,
    why: 'says OK on host "healthy" without /sys/block/*/*/scheduler',
  },
  "find -exec": {
    hosts: SCHEDULERS,
    right: `all=$(find /sys/block -name scheduler -exec cat {} +) || exit 2; [ -n "$all" ] || exit 2; [[ $all != *"[bfq]"* ]]`,
    wrong: `[ -d /sys/block ] || exit 2; find /sys/block -name scheduler -exec cat {} + | grep -q '\\[bfq\\]' && exit 1; exit 0`,
    why: 'says OK on host "healthy" when /sys/block is empty',
  },
  "a folder that is entered": {
    hosts: files("/sys/module/zfs/parameters/zfs_arc_max", "100\n", "0\n"),
    right: `cd /sys/module/zfs/parameters || exit 2; v=$(cat zfs_arc_max) || exit 2; [ -n "$v" ] || exit 2; (( v > 0 ))`,
    wrong: `cd /sys/module/zfs/parameters || exit 2; [ "$(cat zfs_arc_max)" = 0 ] && exit 1; exit 0`,
    why: 'says OK on host "healthy" without /sys/module/zfs/parameters/zfs_arc_max',
  },
  "each disk's command": {
    hosts: SMART,
    right: `shopt -s nullglob; n=0; for d in /sys/block/sd*; do
  dev=/dev/\${d##*/}; out=$(smartctl -H "$dev") || exit 2
  case $out in *PASSED*) n=$((n+1)) ;; *FAILED*) exit 1 ;; *) exit 2 ;; esac
done; (( n > 0 )) || exit 2`,
    wrong: `for d in /sys/block/sd*; do smartctl -H /dev/\${d##*/} | grep -q FAILED && exit 1; done; exit 0`,
    why: "without the command smartctl",
  },
  "all processes": {
    hosts: files("/proc/20/stat", "20 (a b) R 1\n", "20 (nfsd x) D 1\n", { "/proc/1/stat": "1 (init) S 0\n" }),
    right: `n=0; for s in /proc/[0-9]*/stat; do
  IFS= read -r line < "$s" || exit 2
  n=$((n+1)); set -- \${line##*)}; [ "$1" = D ] && exit 1
done; [ $n -gt 0 ] || exit 2`,
    wrong: `grep -q ') D ' /proc/[0-9]*/stat 2>/dev/null && exit 1; exit 0`,
    why: 'says OK on host "healthy" without /proc/*/stat',
  },
  "functions, mapfile and process substitutions": {
    hosts: files("/etc/passwd", "root:x\n", "root:x\nevil:x\n", { "/etc/known": "root\n" }),
    right: `have() { [ -n "$(cat "$1")" ] || exit 2; }
have /etc/passwd; have /etc/known
mapfile -t extra < <(comm -23 <(cut -d: -f1 /etc/passwd | sort) <(sort /etc/known)); (( \${#extra[@]} == 0 ))`,
    wrong: `comm -23 <(cut -d: -f1 /etc/passwd | sort) <(sort /etc/known) | grep -q . && exit 1; exit 0`,
    why: 'says OK on host "healthy" when /etc/passwd is empty',
  },
};

describeRuns("whole checks", () => {
  test.concurrent.each(Object.entries(CASES))("about %s", async (_, { hosts, right, wrong, why }) => {
    const [accepted, refused] = await Promise.all(
      [right, wrong].map((snippet) => triedHere(checkOf(snippet, { needs: "root" }), hostsOf(...hosts))),
    );

    expect(told(accepted?.problems ?? [])).toBe("");
    expect(told(refused?.problems ?? [])).toContain(why);
  });

  test.concurrent("ask for no path that a command of the host is given, or that is compared", async ({ expect }) => {
    const outcomes = await Promise.all(
      (["each disk's command", "a mount, line by line"] as const).map((name) => {
        const { right = "", hosts = [] } = CASES[name] ?? {};
        return run(right, hosts[0] as Host);
      }),
    );

    expect(outcomes.map(({ read, listed, looked, missing }) => ({ read, listed, looked, missing }))).toEqual([
      { read: [], listed: ["/sys/block"], looked: [], missing: [] },
      { read: ["/proc/mounts"], listed: [], looked: [], missing: [] },
    ]);
  });

  test.concurrent("give the same each time, whichever command of a pipe starts first", async ({ expect }) => {
    const snippet = `find /sys/block -name scheduler | sort | xargs cat | tr a b | wc -l
for f in /sys/block/*; do ls $f | sed s/x/y/ | rev; done | paste -s; comm <(echo a) <(echo b | cat)`;

    const runs = await Promise.all(Array.from({ length: 40 }, () => run(snippet, SCHEDULERS[0])));

    expect(runs[0]).not.toEqual(RUN);
    expect(new Set(runs.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});
