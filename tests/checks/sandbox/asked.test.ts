import { describe, expect, test } from "vitest";
import { askedIn } from "../../../src/checks/sandbox/asked.ts";
import { wordsOf } from "../../../src/checks/sandbox/trace.ts";
import { hostOf } from "../samples.ts";

const HOST = hostOf(
  "made",
  { "/proc/cpuinfo": "x", "/etc/zfs/zpool.cache": "x", "/data/log": "x" },
  { "uname -r": "6.2" },
);
const TOOLS = new Set(["cat", "env", "find", "grep", "ls", "timeout", "xargs", "echo", "awk", "sed", "sort"]);

const asked = (lines: readonly string[], literals: readonly string[] = []) =>
  askedIn(
    lines.map((line, i) => ({ line: i + 1, words: wordsOf(line) })),
    literals,
    HOST,
    TOOLS,
  );

describe("paths", () => {
  test.each<[readonly string[], readonly string[]]>([
    [["'[' -e /etc/nope ']'"], ["/etc/nope"]],
    [["[[ -f /etc/a ]]"], ["/etc/a"]],
    [
      ["for f in /etc/a /etc/b", "cat /etc/a"],
      ["/etc/a", "/etc/b"],
    ],
    [["f=/proc/a"], ["/proc/a"]],
    // A variable with the beginning of a path asks for nothing, unless that is all there is.
    [["d=/sys/module", "cat /sys/module/zfs/version"], ["/sys/module/zfs/version"]],
    [["grep --file=/etc/a x"], ["/etc/a"]],
    [["cat /etc//a/../b/"], ["/etc/b"]],
    [
      ["cd /etc/zfs", "cat zpool.cache nope", "'[' -e nope2 ']'", "cd ..", "cat zfs/zpool.cache"],
      ["/etc", "/etc/zfs", "/etc/zfs/nope2", "/etc/zfs/zpool.cache"],
    ],
    [["awk '/avx/ { print }' /proc/cpuinfo", "sed -n /avx/p", "grep /x", "sed 's/a/b/'"], ["/proc/cpuinfo"]],
    [["cat /data/none"], ["/data/none"]],
    [["cat /dev/null /dev/fd/3 /dev/stdin /"], []],
    [["cat /dev/sda /run/faultbook/x /dev/tcp/a/1"], ["/dev/sda", "/run/faultbook/x", "/dev/tcp/a/1"]],
    [["echo 'see /etc/motd'"], []],
  ])("of %j: %j", (lines, paths) => {
    expect([...asked(lines).paths].sort()).toEqual([...paths].sort());
  });

  test("texts of redirections count as well", () => {
    expect(asked([], ["/proc/mounts", "x", "&1"]).paths).toEqual(["/proc/mounts"]);
  });
});

test.each<[readonly string[], readonly string[]]>([
  [
    ["uname -r", "X=1 grep a", "uname -r", "nope x", "echo a"],
    ["uname -r", "grep a"],
  ],
  [
    ["timeout 5 grep x", "env LC_ALL=C sort y"],
    ["grep x", "timeout 5 grep x", "env LC_ALL=C sort y", "sort y"],
  ],
  [["command -v grep", "command grep x"], ["grep x"]],
  [
    ["find /etc -name grep", "find /etc -exec grep x '{}' ';'"],
    ["find /etc -name grep", "find /etc -exec grep x {} ;", "grep x {} ;"],
  ],
])("ran in %j: %j", (lines, ran) => {
  expect(asked(lines).ran).toEqual(ran);
});

test("which command of a pipeline is told first is no matter", () => {
  const [cat, sort] = ["cat /x", "sort"].map((text) => ({ line: 1, words: wordsOf(text) }));
  if (cat === undefined || sort === undefined) throw new TypeError();
  const [there, back] = [
    [cat, sort],
    [sort, cat],
  ].map((steps) => askedIn(steps, [], HOST, TOOLS));

  expect(there).toEqual(back);
});

test.each<[string, readonly string[]]>([
  ["env -i zpool list", ["zpool"]],
  ["env LANG=C", []],
  ["timeout -s KILL 1 zpool list", ["zpool"]],
  ["timeout 1 env zfs list", ["zfs"]],
  ["xargs -r zpool", ["zpool"]],
  ["xargs -n 1 -I '{}' grep x '{}'", []],
  ["xargs -n1", []],
  ["find /x -name zpool -exec zpool list ';'", ["zpool"]],
  ["find /x -exec sh -c x ';'", []],
  ["command zpool list", []],
])("lacking in %j: %j", (line, lacking) => {
  expect(asked([line]).lacking).toEqual(lacking);
});

test("steps are simple commands by their lines", () => {
  expect(asked(["[[ -n x ]]", "X=1 grep a", "for f in a", "cat /x", "f=1"]).steps).toEqual(["2 grep", "4 cat"]);
});
