import { expect, test } from "vitest";
import { BROKE, deniedTo } from "../../../src/checks/sandbox/refusals.ts";

const RAN = { stderr: "", refused: [], overflowed: false };

test.each([
  // bash, sed, sort, find, awk in two kinds, and as somebody who does not own the file.
  ["bash: line 1: /etc/x: Read-only file system", "> /etc/x"],
  ["bash: line 1: /a b/c: Permission denied", "> /a b/c"],
  ["bash: line 3: x: Read-only file system", "> x"],
  ["sed: couldn't open file /x: Read-only file system", "> /x"],
  ["sort: open failed: /etc/x.conf: Permission denied", "> /etc/x.conf"],
  ["find: '/x': Read-only file system", "> /x"],
  ["find: cannot delete ‘/etc/x’: Read-only file system", "> /etc/x"],
  ['awk: cannot open "/etc/x" for output', "> /etc/x"],
  ["awk: cmd. line:1: fatal: can't redirect to `/etc/x' (reason: Read-only file system)", "> /etc/x"],
  ["cat: /run/faultbook/proc/cpuinfo: Permission denied", "/run/faultbook/proc/cpuinfo"],
  [
    "bash: line 1: cannot create temp file for here-document: Read-only file system",
    "here-document: size limit exceeded",
  ],
  [
    "sort: cannot create temporary file in '/tmp': No such file or directory",
    "sort: limit exceeded (a temporary file)",
  ],
  ["tac: failed to create temporary file in '/tmp': No such file", "tac: limit exceeded (a temporary file)"],
  ["bash: fork: retry: Resource temporarily unavailable", "more than 32 processes"],
  ["bash: xrealloc: cannot allocate 67108992 bytes", "more than 128 MiB of memory"],
  ["bash: line 1: brace expansion: failed to allocate memory for 9 elements", "more than 128 MiB of memory"],
  ["awk: run time error: out of memory", "more than 128 MiB of memory"],
  ["grep: memory exhausted", "more than 128 MiB of memory"],
  ["bash: line 1: exec: zpool: not found", "zpool"],
  ["find: ‘rm’: No such file or directory", "rm"],
  ["xargs: zpool: No such file or directory", "zpool"],
  ["sh: 1: date: not found", "date"],
  ["/etc/x.conf: 1: zfs: not found", "zfs"],
  ["bash: line 1: zfs: command not found", "zfs"],
  ["bash: line 1: /dev/tcp/127.0.0.1/22: Connection refused", "/dev/tcp/127.0.0.1/22, the network"],
  ['bash: line 4:     2 Segmentation fault      "$@"', "bash: limit exceeded (Segmentation fault)"],
])("deniedTo() takes %s for what it is", (line, named) => {
  expect(deniedTo({ ...RAN, stderr: `before\n${line}\nafter\n` })).toEqual([named]);
});

test.each([
  "cat: /proc/nothing: No such file or directory",
  "grep: /proc: Is a directory",
  "find: '/nowhere': No such file or directory",
  "xargs: /usr/bin/zpool: No such file or directory",
  "zpool list: the host has no transcript of it",
  "what the author prints: not found",
])("deniedTo() has nothing to say of %s", (line) => {
  expect(deniedTo({ ...RAN, stderr: `${line}\n` })).toEqual([]);
});

test("deniedTo() names limits first, and each thing once", () => {
  const stderr = "sh: 1: date: not found\nsh: 1: date: not found\n";

  expect(deniedTo({ stderr, refused: ["zpool list", "date"], overflowed: true, untraceable: true })).toEqual([
    ...["more than 65536 characters of output", "too many opened files (8388608 bytes of trace)", "zpool list", "date"],
  ]);
});

test("BROKE finds the words of the shell outside, which the author did not write", () => {
  expect('a\nbash: line 4:     2 Killed                  "$@"\nb\n'.replace(BROKE, "")).toBe("a\nb\n");
});
