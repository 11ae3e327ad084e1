import { expect, test } from "vitest";
import { adviceOn, remedyOn } from "./advice-on.ts";

test.each([
  "grep -q 10.0.0.1 /etc/resolv.conf",
  "grep -q 'nameserver 10\\.0\\.0\\.1' /etc/resolv.conf",
  'f=/etc/resolv.conf; grep -qF "10.0.0.1" "$f"',
  "dns=10.0.0.1; grep -q $dns < /etc/resolv.conf",
  "grep -q 127.0.1.1 /etc/hosts",
  "grep -q zfs /proc/modules",
  "lsmod | grep -q zfs",
  'mods=$(lsmod) || exit 2; grep -q nouveau <<< "$mods"',
  'mods=$(lsmod); echo "$mods" | grep -c nouveau',
  "cat /proc/modules | grep zfs",
  "grep -q /mnt/data /proc/mounts",
  'grep -qs " /mnt/data" /etc/fstab',
  "mount | grep nfs",
  "grep -c ext4 < /proc/mounts",
  "ss -ltn | grep -q :9100",
  "netstat -tln | grep ':22'",
  "ip addr | grep -q 'inet 10.0.0.5'",
  "ip -4 a | grep 10.0.0.5/24",
  "pgrep -f nginx >/dev/null",
  "pgrep nginx",
  "pgrep -u root sshd",
  "ps aux | grep nginx | grep -v grep",
  "ps -eo comm= | grep -q nginx",
  "grep root /etc/passwd",
  "grep -e alice /etc/group",
  "grep -q fuse /proc/filesystems",
])("something is looked for without an anchor in %s", (snippet) => {
  expect(adviceOn(snippet).filter((said) => !said.includes("needs: root"))).toEqual([
    expect.stringMatching(/^1 looks for ".*" without an anchor/),
  ]);
});

test.each([
  "grep -q '^zfs ' /proc/modules; grep -qw zfs /proc/modules; lsmod | awk '$1 == \"zfs\"'; lsmod | grep -q '^zfs\\b'",
  "mods=$(lsmod); grep -qw '^nouveau' <<< \"$mods\"; grep -v zfs /proc/modules; grep -qE '^(zfs|spl) ' /proc/modules",
  "grep -Fxq 'nameserver 10.0.0.1' /etc/resolv.conf; grep nameserver /etc/resolv.conf; grep -q \"$ip\" /etc/resolv.conf",
  "grep -q ' /mnt/data ' /proc/mounts; grep -q ' / ' /etc/fstab; grep noatime /proc/mounts; grep -w /mnt/data /etc/fstab",
  "ss -ltn | grep -q ':22 '; ss -ltn | grep LISTEN; ip addr | grep -q 'inet 10.0.0.5/'; ip route | grep default",
  "ip link | grep -q 'state UP'; ip route | grep -q ^default; netstat -tln | grep -qE ':80\\s'; grep -q :80 /tmp/log",
  "pgrep -x nginx; pgrep -f '/usr/sbin/nginx -g'; pgrep -f app.jar; pgrep -x -u root sshd; pgrep -fx 'nginx'; pgrep '^nginx$'",
  "ps -C nginx; ps aux | grep '[n]ginx'; ps -eo comm= | grep -x nginx; ps aux | grep -c ' D '; ps -eo stat | grep -c '^D'",
  "grep ^root: /etc/passwd; grep -m 1 '^flags' /proc/cpuinfo; grep -c processor /proc/cpuinfo; grep MemTotal /proc/meminfo",
  "grep -q zfs /etc/modules-load.d/x; grep -q 127.0.0.53 /tmp/log; $ask | grep -q unhealthy; echo zfs | grep zfs; grep -r zfs /etc",
])("an anchor is there, or none is due, in %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([]);
});

test("the advice has what to write instead", () => {
  expect(remedyOn("grep -q 10.0.0.1 /etc/resolv.conf")).toMatchInlineSnapshot(`
    "It also matches inside longer names, and each dot matches any character. Anchor it at both ends:
      grep -qFx 'nameserver 10.0.0.1' /etc/resolv.conf"
  `);
  expect(remedyOn("grep -qF 10.0.0.1 /etc/hosts")).toMatchInlineSnapshot(`
    "It also matches inside longer names. Anchor it at both ends:
      grep -qFw '10.0.0.1' /etc/hosts"
  `);
  expect(remedyOn("lsmod | grep -q zfs")).toMatchInlineSnapshot(`
    "It also matches inside longer names. Anchor it at both ends:
      grep -q '^zfs '"
  `);
  expect(remedyOn("grep -q /mnt/data /proc/mounts")).toMatchInlineSnapshot(`
    "It also matches inside longer names. Anchor it at both ends:
      grep -qE '(^|[[:blank:]])/mnt/data[[:blank:]]' /proc/mounts"
  `);
  expect(remedyOn("ss -ltn | grep :80")).toMatchInlineSnapshot(`
    "It also matches inside longer names. Anchor it at both ends:
      grep ':80 '"
  `);
  expect(remedyOn("ps aux | grep nginx")).toMatchInlineSnapshot(`
    "It matches every command line with this text, also that of grep or of an editor. Anchor the command line at its program, such as java, or match the program's whole name:
      pgrep -f '^([^ ]*/)?java .*nginx'
      pgrep -x nginx"
  `);
  expect(remedyOn("pgrep -u root -fc prometheus-node-exporter")).toMatchInlineSnapshot(`
    "With -f, it matches every command line with this text, also that of an editor. Anchor the command line at its program, such as java, or match the program's whole name:
      pgrep -u root -c -f '^([^ ]*/)?java .*prometheus-node-exporter'
      pgrep -x -u root -c prometheus-node    (the kernel keeps 15 characters of a name)"
  `);
  expect(remedyOn("pgrep sshd")).toMatchInlineSnapshot(`
    "It also matches inside longer names. Match the whole name:
      pgrep -x sshd"
  `);
});

test("the better line finds what the first one finds, and keeps its options", () => {
  const lineOf = (snippet: string) => remedyOn(snippet).split("\n")[1]?.trim();

  expect(
    [
      "grep -q /dev/sdb1 /proc/mounts",
      "grep -qs ' /mnt/a.b' /etc/fstab",
      "grep -c ext4 < /proc/mounts",
      "grep --count /srv/data /etc/fstab",
      "grep -m 1 -Fe zfs /proc/modules",
      "fgrep 10.0.0.1 /etc/resolv.conf",
      "grep -q fuse /proc/filesystems",
    ].map(lineOf),
  ).toMatchInlineSnapshot(`
    [
      "grep -qE '(^|[[:blank:]])/dev/sdb1[[:blank:]]' /proc/mounts",
      "grep -qs '[[:blank:]]/mnt/a\\.b[[:blank:]]' /etc/fstab",
      "grep -c '[[:blank:]]ext4[[:blank:]]' /proc/mounts",
      "grep -E --count '(^|[[:blank:]])/srv/data[[:blank:]]' /etc/fstab",
      "grep -m 1 '^zfs ' /proc/modules",
      "grep -Fx 'nameserver 10.0.0.1' /etc/resolv.conf",
      "grep -qw fuse /proc/filesystems",
    ]
  `);
});

test("a program that java runs is not asked for as a program", () => {
  expect(remedyOn("pgrep -f cassandra")).toMatchInlineSnapshot(`
    "With -f, it matches every command line with this text, also that of an editor. Anchor the command line at its program, such as java, or match the program's whole name:
      pgrep -f '^([^ ]*/)?java .*cassandra'
      pgrep -x cassandra"
  `);
  expect(remedyOn("ps aux | grep -c cassandra")).toMatchInlineSnapshot(`
    "It matches every command line with this text, also that of grep or of an editor. Anchor the command line at its program, such as java, or match the program's whole name:
      pgrep -c -f '^([^ ]*/)?java .*cassandra'
      pgrep -x -c cassandra"
  `);
  expect(remedyOn("ps -eo comm= | grep nginx")).toMatchInlineSnapshot(`
    "It also matches inside longer names. Match the whole name:
      pgrep -x nginx"
  `);
});
