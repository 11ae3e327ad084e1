// Lines as strace 6.1 wrote them, of runs in a sandbox.

import { describe, expect, test } from "vitest";
import { readTrace } from "../../../src/checks/sandbox/strace.ts";
import { callsOf, pathIn } from "../../../src/checks/sandbox/strace-lines.ts";
import { deniedIn } from "../../../src/checks/sandbox/strace-refusals.ts";
import { hostOf } from "../samples.ts";

const HOST = hostOf(
  "made",
  { "/proc/cpuinfo": "x", "/sys/module/zfs/version": "x", "/etc/é\n": "x", "/empty/": "" },
  { "uname -r": "6.2\n" },
);

describe("callsOf()", () => {
  test("joins what another process interrupted", () => {
    const trace = `10 openat(AT_FDCWD, "/proc/cpuinfo", O_RDONLY <unfinished ...>
11 openat(AT_FDCWD, "/a", O_RDONLY <unfinished ...>
10 <... openat resumed>)             = 3
11 <... openat resumed>) = -1 ENOENT (No such file or directory)
12 <... futex resumed>) = 0
`;

    expect([...callsOf(trace)].map(({ id, texts, result, error }) => [id, ...texts, result, error])).toEqual([
      ["10", "/proc/cpuinfo", 3, undefined],
      ["11", "/a", -1, "ENOENT"],
    ]);
  });

  test.each([
    [String.raw`7 openat(AT_FDCWD, "/etc/\303\251\n", O_RDONLY) = 3`, "/etc/é\n"],
    [String.raw`7 openat(AT_FDCWD, "/a\"b\\c\td\1771", O_RDONLY) = 3`, '/a"b\\c\td\x7f1'],
    [String.raw`7    openat(AT_FDCWD, "x\0y", O_RDONLY)   = 3`, "x\0y"],
  ])("decodes %s", (line, path) => {
    expect([...callsOf(line)][0]?.texts).toEqual([path]);
  });

  test("passes over what is no call", () => {
    expect([...callsOf("10 +++ exited with 0 +++\n10 --- SIGCHLD {si_signo=SIGCHLD} ---\nnonsense\n\n")]).toEqual([]);
  });

  test("knows in which folder each process is", () => {
    const trace = `10 chdir("/proc") = 0
10 chdir("nowhere") = -1 ENOENT (No such file or directory)
10 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f) = 11
11 openat(AT_FDCWD, "cpuinfo", O_RDONLY) = 3
11 chdir("../sys") = 0
10 openat(AT_FDCWD, "x", O_RDONLY) = 3
11 openat(AT_FDCWD, "x", O_RDONLY) = 3
11 unlinkat(5, "y", 0) = -1 EROFS (Read-only file system)
12 openat(AT_FDCWD, "born unseen", O_RDONLY) = 3
`;
    const opened = [...callsOf(trace)].filter(({ name }) => /openat|unlinkat/.test(name));

    expect(opened.map((call) => pathIn(call, call.texts[0] ?? ""))).toEqual([
      ...["/proc/cpuinfo", "/proc/x", "/sys/x", "y", "/sys/born unseen"],
    ]);
  });
});

describe("readTrace()", () => {
  test("tells the host's files and folders from everything else", () => {
    const trace = String.raw`10 openat(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
10 openat(AT_FDCWD, "/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY|O_CLOEXEC) = 3
10 openat(AT_FDCWD, "/dev/tty", O_RDWR|O_NONBLOCK) = -1 ENOENT (No such file or directory)
10 openat(AT_FDCWD, "/proc/cpuinfo", O_RDONLY) = 3
10 openat(AT_FDCWD, "/proc/cpuinfo", O_RDONLY) = 3
10 openat(AT_FDCWD, "/etc/\303\251\n", O_RDONLY) = 3
10 openat(AT_FDCWD, "/proc/nothing", O_RDONLY) = -1 ENOENT (No such file or directory)
10 openat(AT_FDCWD, "/sys/module", O_RDONLY|O_NONBLOCK|O_CLOEXEC|O_DIRECTORY) = 3
10 openat(AT_FDCWD, "/sys/module/zfs/version", O_RDONLY|O_NONBLOCK|O_CLOEXEC|O_DIRECTORY) = -1 ENOTDIR (Not a directory)
10 open("/empty", O_RDONLY|O_DIRECTORY) = 3
10 openat(AT_FDCWD, "/", O_RDONLY|O_DIRECTORY) = 3
10 openat(AT_FDCWD, "/dev/null", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3
10 openat(AT_FDCWD, "/dev/stderr", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3
10 openat(AT_FDCWD, "/dev/fd/63", O_WRONLY) = 3
10 openat(AT_FDCWD, "/run/faultbook/refused", O_WRONLY|O_CREAT|O_APPEND, 0666) = 3`;

    expect(readTrace(trace, HOST.files)).toEqual({
      ...{ read: ["/proc/cpuinfo", "/etc/é\n"], listed: ["/sys/module", "/empty", "/"], written: [] },
    });
  });

  test.each([
    ['openat(AT_FDCWD, "/tmp/x", O_WRONLY|O_CREAT|O_TRUNC, 0666) = -1 ENOENT (No such file or directory)', "/tmp/x"],
    ['openat(AT_FDCWD, "/proc/cpuinfo", O_RDWR|O_CREAT, 0666) = -1 EROFS (Read-only file system)', "/proc/cpuinfo"],
    ['openat(AT_FDCWD, "/dev/shm/x", O_WRONLY|O_CREAT, 0666) = -1 ENOENT (No such file or directory)', "/dev/shm/x"],
    ['openat(AT_FDCWD, "/run/faultbook/x", O_WRONLY|O_CREAT, 0666) = -1 EROFS (Read-only)', "/run/faultbook/x"],
    ['openat(AT_FDCWD, "/etc/sedAb3xYz", O_RDWR|O_CREAT|O_EXCL, 0600) = -1 EROFS (Read-only file system)', "/etc/"],
    ['openat(AT_FDCWD, "/tmp/sh-thd.mxjXVe", O_RDWR|O_CREAT|O_EXCL, 0600) = -1 ENOENT (No such file)', "/tmp/"],
    ['unlinkat(AT_FDCWD, "/proc/cpuinfo", 0) = -1 EROFS (Read-only file system)', "/proc/cpuinfo"],
    ['unlinkat(4, "cpuinfo", 0) = -1 EROFS (Read-only file system)', "cpuinfo"],
    ['rename("/a", "/b") = -1 EROFS (Read-only file system)', "/b"],
    ['mkdir("/a", 0777) = -1 EROFS (Read-only file system)', "/a"],
    ['symlinkat("/a", AT_FDCWD, "/b") = -1 EROFS (Read-only file system)', "/b"],
    ['mknodat(AT_FDCWD, "/p", S_IFIFO|0666) = -1 EROFS (Read-only file system)', "/p"],
  ])("takes %s for a write", (call, path) => {
    expect(readTrace(`10 ${call}`, HOST.files)).toEqual({ read: [], listed: [], written: [path] });
  });
});

describe("deniedIn()", () => {
  const execve = (file: string, argv: readonly string[], result = "0") =>
    `execve("${file}", [${argv.map((word) => `"${word}"`).join(", ")}], 0x5588 /* 4 vars */) = ${result}`;
  const ABSENT = "-1 ENOENT (No such file or directory)";

  test.each([
    ["another shell", [execve("/bin/sh", ["sh", "-c", "date"])], ["sh -c date"]],
    ["a shell by its name", [execve("/usr/bin/bash", ["bash", "-c", "exit 0"])], ["bash -c exit 0"]],
    [
      "a command in no folder",
      [execve("/usr/bin/md5sum", ["md5sum", "/x"], ABSENT), execve("/bin/md5sum", ["md5sum", "/x"], ABSENT)],
      ["md5sum /x"],
    ],
    ["a file that cannot be run", [execve("/etc/x", ["/etc/x"], "-1 EACCES (Permission denied)")], ["/etc/x"]],
    [
      "the network",
      ['connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 0'],
      ["192.0.2.1:53, the network"],
    ],
    [
      "the network of version 6",
      [
        'connect(3, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ECONNREFUSED (Connection refused)',
      ],
      ["::1:80, the network"],
    ],
    [
      "too many processes",
      ["clone(child_stack=NULL, flags=SIGCHLD) = -1 EAGAIN (Resource temporarily unavailable)"],
      ["more than 32 processes"],
    ],
    [
      "the sandbox's own files",
      ['openat(AT_FDCWD, "/run/faultbook/proc/1/maps", O_RDONLY) = 3'],
      ["/run/faultbook/proc/1/maps"],
    ],
    ["a way around", ['openat(AT_FDCWD, "/dev/fd/../environ", O_RDONLY) = 3'], ["/dev/environ"]],
  ])("names %s", (_, calls, named) => {
    expect(deniedIn(calls.map((call) => `10 ${call}`).join("\n"), HOST)).toEqual(named);
  });

  test.each([
    ["the shell that runs the script", [execve("/bin/bash", ["/bin/bash", "/run/faultbook/script"])]],
    [
      "a tool that is found in the second folder",
      [execve("/usr/sbin/cat", ["cat"], ABSENT), execve("/usr/bin/cat", ["cat"])],
    ],
    ["a transcript's script", [execve("/usr/bin/uname", ["uname", "-r"])]],
    ["what such a script opens", ['openat(AT_FDCWD, "/run/faultbook/transcripts/0.out", O_RDONLY) = 3']],
    [
      "a socket for names",
      ['connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)'],
    ],
    ["files of the sandbox that are not there", [`openat(AT_FDCWD, "/run/faultbook/x", O_RDONLY) = ${ABSENT}`]],
  ])("has nothing to say of %s", (_, calls) => {
    expect(deniedIn(calls.map((call) => `10 ${call}`).join("\n"), HOST)).toEqual([]);
  });

  test("takes a transcript that is called as a shell for what it is", () => {
    const host = hostOf("made", {}, { "bash --version": "GNU bash\n" });

    expect(deniedIn(`10 ${execve("/usr/bin/bash", ["bash", "--version"])}`, host)).toEqual([]);
  });
});
