import { expect, test } from "vitest";
import { adviceOn, remedyOn } from "./advice-on.ts";

test.each([
  ["grep -q '^root:!' /etc/shadow", '"/etc/shadow"'],
  ['f=/etc/sudoers.d/admin; [ -r "$f" ] || exit 2', '"/etc/sudoers.d/admin"'],
  ['for p in /proc/[0-9]*/environ; do cat "$p"; done', '"/proc/[0-9]*/environ"'],
  ["while read -r a b; do :; done < /proc/slabinfo", '"/proc/slabinfo"'],
  ['d=/sys/kernel/debug; cat "$d/sched/debug"', '"/sys/kernel/debug/sched/debug"'],
  ["[[ $(< /sys/class/dmi/id/product_serial) == X* ]]", '"/sys/class/dmi/id/product_serial"'],
  ["tail -n 5 /var/log/syslog /var/log/auth.log", '"/var/log/syslog", "/var/log/auth.log"'],
  ["command -v lvs || exit 2; pools=$(lvs -o lv_name) || exit 2", '"lvs -o lv_name"'],
  ["timeout 5 smartctl -H /dev/sda", '"smartctl -H /dev/sda"'],
  ["mdadm --detail /dev/md0 | grep -q degraded", '"mdadm --detail /dev/md0"'],
  ["ss -ltnp | grep -q sshd", '"ss -ltnp"'],
  ["dmesg | grep -q 'Out of memory'", '"dmesg"'],
])("root is needed for %s", (snippet, asked) => {
  expect(adviceOn(snippet)).toEqual([`1 lacks needs: root, but uses what only root can read or run: ${asked}`]);
  expect(adviceOn(snippet, { needs: "root" })).toEqual([]);
});

test.each([
  "cat /proc/pressure/io /proc/sys/fs/file-nr /proc/mdstat /proc/self/environ /proc/$$/maps /proc/1/cmdline /proc/meminfo; zpool status -x; zpool list -H",
  "[ -e /etc/shadow ] && [[ -f /etc/sudoers ]]; test -d /root; echo 'cannot read /etc/shadow'; smartctl --version",
  "ss -ltn; lsblk -o NAME; findmnt; systemctl is-failed x; command -v nft iptables; mdadm --version; nvme list",
  "cat /sys/class/dmi/id/product_name /etc/ssl/certs/x.pem /var/log/dpkg.log /etc/ssh/ssh_host_rsa_key.pub /etc/passwd",
  "grep -q '^debugfs ' /proc/mounts; [ -d /sys/kernel/debug ]; grep -q ':/root:' /etc/passwd; df -P /root",
])("root is not needed for %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([]);
});

test("the advice says of each why, and stands at the first", () => {
  const snippet = "v=$(uname -r)\ncat /proc/iomem /etc/shadow\nnft list ruleset";

  expect(adviceOn(snippet)).toEqual([
    '2 lacks needs: root, but uses what only root can read or run: "/proc/iomem", "/etc/shadow", "nft list ruleset"',
  ]);
  expect(remedyOn(snippet)).toMatchInlineSnapshot(`
    "/proc/iomem: other users read zeros in Linux
    /etc/shadow: mode 0640 root:shadow on Debian, 0000 on Red Hat: shadow(5)
    nft list ruleset: Operation not permitted (you must be root)
    Write checks.zfs-avx.needs: root"
  `);
});
