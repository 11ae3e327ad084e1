// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Checks as they stand in runbooks. Nothing is told of them: a false alarm is worse than silence.

import { expect, test } from "vitest";
import { readEverything } from "../../../../src/site/content.ts";
import { adviceOn } from "./advice-on.ts";

const ORDINARY = [
  "[ -d /sys/firmware/efi ] || { echo 'BIOS'; exit 1; }; echo 'UEFI'",
  "grep -q '^Swap' /proc/meminfo; case $? in 0) echo ok ;; 1) exit 1 ;; *) exit 2 ;; esac",
  'v=$(uname -r) || exit 2; case $v in 5.15.0-8[2-7]-*) echo "$v"; exit 1 ;; *) echo "$v" ;; esac',
  "[[ $(uname -r) =~ ^([0-9]+)\\.([0-9]+) ]] || exit 2; (( BASH_REMATCH[1] > 5 || BASH_REMATCH[2] >= 10 ))",
  'state=$(systemctl is-active nginx); [ "$state" = active ] || exit 1',
  'failed=$(systemctl list-units --state=failed --no-legend) || exit 2; [ -z "$failed" ] || { echo "$failed"; exit 1; }',
  'use=$(df -P /var | awk \'NR == 2 { sub(/%/, "", $5); print $5 }\'); [ "$use" -lt 90 ] || exit 1',
  'df --output=ipcent /var | tail -n 1 | tr -dc 0-9 | { read -r n; [ "$n" -lt 90 ]; }',
  "findmnt -n -o OPTIONS / | grep -qw ro && exit 1",
  "awk '$2 == \"/\" && $4 ~ /(^|,)ro(,|$)/ { found = 1 } END { exit found }' /proc/mounts",
  "awk '$4 ~ /(^|,)ro(,|$)/ { print $2; n++ } END { exit n > 0 }' /proc/mounts",
  "grep -q ' / ext4 ' /proc/mounts || exit 2",
  'cores=$(nproc) || exit 2; read -r _ five _ < /proc/loadavg; [ "${five%.*}" -lt $((2 * cores)) ]',
  "awk '/^MemAvailable:/ { free = $2 } /^MemTotal:/ { all = $2 } END { exit !(all && free / all > 0.1) }' /proc/meminfo",
  'n=$(grep -c ^processor /proc/cpuinfo); [ "$n" -gt 0 ] || exit 2; echo $((n * 2))',
  "grep -qE '^md[0-9]+ : active .*\\[U+\\]' /proc/mdstat; cat /proc/mdstat | tail -n 3",
  'out=$(zpool status -x) || exit 2; [ "$out" = "all pools are healthy" ] || { echo "$out"; exit 1; }',
  'while IFS=$\'\\t\' read -r name cap; do [ "${cap%\\%}" -ge 90 ] && full+=" $name"; done < <(zpool list -H -o name,capacity)',
  "getent hosts example.org >/dev/null || exit 1",
  "grep -Fxq 'nameserver 10.0.0.53' /etc/resolv.conf",
  "grep -c '^nameserver ' /etc/resolv.conf",
  "ss -H -ltn 'sport = :9100' | grep -q . || exit 1",
  "ip -o -4 addr show dev eth0 | grep -q 'inet ' || exit 1",
  'mtu=$(cat /sys/class/net/eth0/mtu) || exit 2; [ "$mtu" -ge 9000 ] || exit 1',
  '[ "$(cat /proc/sys/net/ipv4/ip_forward)" = 1 ] || exit 1',
  "x=$(sysctl -n vm.swappiness) || exit 2; [[ $x =~ ^[0-9]+$ ]] || exit 2; (( x <= 10 )) || exit 1",
  "[ \"$(cat /sys/kernel/mm/transparent_hugepage/enabled)\" != '[always] madvise never' ]",
  "lsmod | awk '$1 == \"nouveau\" { found = 1 } END { exit found }'",
  "[ -d /sys/module/zfs ] || exit 2; head -n 1 /sys/module/zfs/version",
  "dpkg-query -W -f='${Status}' openssl | grep -q 'ok installed' || exit 1",
  "v=$(dpkg-query -W -f='${Version}' openssl) || exit 2; dpkg --compare-versions \"$v\" ge 3.0.11-1~deb12u2 || exit 1",
  "rpm -q --qf '%{VERSION}\\n' openssl | { read -r v; printf '%s\\n' 3.0.7 \"$v\" | sort -V -C; }",
  "timedatectl show -p NTPSynchronized --value | grep -qx yes || exit 1",
  "chronyc -n tracking | awk -F ' : ' '/^Leap status/ { exit $2 != \"Normal\" }'",
  "last=$(cat /var/lib/backup/stamp) || exit 2; [[ $last =~ ^[0-9]+$ ]] || exit 2; (( $(date +%s) - last < 90000 ))",
  "pgrep -x sshd >/dev/null; case $? in 0) ;; 1) exit 1 ;; *) exit 2 ;; esac",
  "ps -eo stat= | grep -c '^Z'; ps -C java -o args= | grep -q -- '-Xmx'",
  "journalctl -u app --since today --no-pager | grep -c 'connection refused'",
  "docker inspect -f '{{.State.Health.Status}}' app | grep -qx healthy",
  "kubectl get nodes --no-headers | awk '$2 != \"Ready\" { print $1; bad = 1 } END { exit bad }'",
  "openssl x509 -in /etc/ssl/certs/site.pem -noout -checkend 604800 >/dev/null",
  "grep -qE '^PermitRootLogin (no|prohibit-password)$' /etc/ssh/sshd_config",
  "sort /etc/hosts | uniq -d | head -n 1; cut -d: -f1 /etc/passwd | sort | uniq -d",
  "awk -F: '$3 == 0 { n++ } END { exit n > 1 }' /etc/passwd",
  'for f in /sys/class/net/*/statistics/rx_errors; do n=$(cat "$f") || exit 2; [ "$n" -eq 0 ] || bad=1; done',
  "ls /boot/vmlinuz-* | sort -V | tail -n 1; printf '%s\\n' a b | sort | head -n 1",
  'declare -A want=([a]=1); for k in a b; do [ "${want[$k]:-0}" = 1 ] || echo "$k"; done',
];

test.each(ORDINARY)("nothing is told of %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([]);
});

test("nothing is told of our own checks", async () => {
  const { checks } = await readEverything(".");

  expect(checks.length).toBeGreaterThan(5);
  expect(checks.flatMap(({ snippet, ...check }) => adviceOn(snippet, check))).toEqual([]);
});

test("a text that cannot be read here is passed over", () => {
  expect(adviceOn("if [[ $v < 5.4.0 ]]; then")).toEqual([]);
});
