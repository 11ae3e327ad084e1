// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Snippets that would like to change something: a file of this machine, of the host, or of the sandbox itself.

import { describe, expect, test } from "vitest";
import { CANARIES, HOST, hostile, inEach, inOneBatch } from "./machine.ts";

const [CANARY = ""] = CANARIES;
const OF_SANDBOX = [
  "usr/bin/cat",
  "own/bash",
  "run/script",
  "host/functions.bash",
  "proc/sysrq-trigger",
  "proc/sys/kernel/core_pattern",
];

describe("writes", () => {
  hostile([
    [`echo x > ${CANARY}; exit 0`, `write: > ${CANARY}`],
    [`echo x >> ${CANARIES[1]} 2>/dev/null; exit 0`, `write: > ${CANARIES[1]}`],
    ["echo x >> /etc/x.conf 2>/dev/null; exit 0", "write: > /etc/x.conf"],
    ["echo x >| /etc/x.conf; echo x &> /etc/x.conf; exit 0", "write: > /etc/x.conf"],
    ["exec 7<> /etc/x.conf; echo x >&7; exit 0", "write: > /etc/x.conf"],
    ["exec > /etc/y; echo x; exit 0", "write: > /etc/y"],
    ["{ f=/etc/x.conf; : > $f; } >/dev/null 2>&1; exit 0", "write: > /etc/x.conf"],
    ["{ f=/proc/cpuinfo; echo x > $f; } 2>/dev/null; exit 0", "write: > /proc/cpuinfo"],
    ...["/sys/x", "/proc/sysrq-trigger", "/dev/sda", "/dev/shm/x", "/run/x", "/usr/bin/uname", "/lib/x.so", "/x"].map(
      (path) => [`echo x > ${path}; exit 0`, `write: > ${path}`] as const,
    ),
    ...OF_SANDBOX.map(
      (path) => [`f=/run/faultbook/${path}; : > $f; exit 0`, `recording: /run/faultbook/${path}`] as const,
    ),
    [`rm -f ${CANARY}; echo x | tee ${CANARY}; mv ${CANARY} /y; exit 0`, `write: rm -f ${CANARY}`],
    ["mkdir -p /a/b; touch /b; chmod 777 /etc; mount -t tmpfs x /; exit 0", "write: mount -t tmpfs x /"],
    ["sed -i s/h/x/ /etc/x.conf; exit 0", "write: > /etc/x.conf"],
    ["i=-i; sed $i s/h/x/ /etc/x.conf >/dev/null 2>&1; exit 0", "write: > /etc/x.conf"],
    ["sed -n 'w /y' /etc/x.conf; exit 0", "write: > /y"],
    ["o=-o; sort $o/etc/x.conf /etc/x.conf; exit 0", "write: > /etc/x.conf"],
    [`awk 'BEGIN { print "x" > "/etc/x.conf" }'; exit 0`, "write: > /etc/x.conf"],
    ["d=-delete; find /etc $d 2>/dev/null; exit 0", /^write: > \/(etc)?$/m],
    ["find /etc -name x.conf -delete; exit 0", "write: > /etc"],
    ["find /etc -fprint /y; exit 0", "write: > /y"],
    ["printf x > $'/tmp/a\\nb'; exit 0", "write: > /tmp/a\nb"],
    ["f=/tmp/é; echo x > $f; exit 0", "write: > /tmp/é"],
    ["zpool list; notes=/dev/fd/251; : > $notes; exit 0", "command: zpool list"],
    ["echo forged >&251; exit 0", "recording: descriptor 251"],
    ["printf '\\1009 zpool\\n' >&250; exit 0", "recording: descriptor 250"],
    ["{ zpool list; } 2>/dev/null 251>&-; exit 0", "recording: descriptor 251"],
    ["exec 250>&- 251>/dev/null; zpool list; exit 0", "recording: descriptor 250"],
    ["PS4='$(echo x > /tmp/y)'; exit 0", "recording: PS4="],
  ]);
});

inEach((launcher) => {
  const folders = [
    "",
    "/lib",
    "/lib64",
    "/own",
    "/usr/bin",
    "/run",
    "/host",
    "/host/bin",
    "/proc",
    "/proc/sys",
    "/dev",
  ];
  const each = folders.map((folder) => `/run/faultbook${folder}`).join(" ");
  const { runs } = inOneBatch(launcher, [
    `{ for f in ${each} /usr/bin /bin /lib64; do echo x > $f/xyz && echo $f; done; } 2>/dev/null; exit 0`,
    `{ for f in ${OF_SANDBOX.map((path) => `/run/faultbook/${path}`).join(" ")} /bin/cat; do echo x > $f && echo $f; done; } 2>/dev/null; exit 0`,
    "n=251; exec {n}>&-; zpool list 2>/dev/null; exit 0",
  ]);

  test("nothing of the sandbox's own can be written", () => {
    expect(runs.slice(0, 2).map(({ stdout }) => stdout)).toEqual(["", ""]);
  });

  test("a run without notes ends", () => {
    expect(runs[2]?.exitCode).toBe(137);
  });

  test("the host is untouched in memory", () => {
    expect(new TextDecoder().decode(HOST.files.get("/etc/x.conf"))).toBe("hello\n");
  });
});
