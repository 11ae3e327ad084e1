// A capture as a recorded host and as the files of its folder.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { CaptureError } from "../../../src/checks/capture/error.ts";
import { folderFiles } from "../../../src/checks/capture/folder.ts";
import { hostOf } from "../../../src/checks/capture/host.ts";
import type { Capture, PathEntry } from "../../../src/checks/capture/text.ts";
import { HostCard, Transcript } from "../../../src/model/host.ts";
import { loadSite, told } from "../../corpus/tiny-site.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const COMMAND = { exit: 0, stdout: bytes("6.2.16-10-pve\n"), stderr: bytes("") };

function captureOf(paths: readonly PathEntry[], commands: Capture["commands"] = []): Capture {
  return { check: "zfs-avx", paths, commands };
}

function textFiles(capture: Capture) {
  const files = folderFiles(hostOf(capture, { name: "new" }));
  return Object.fromEntries([...files].map(([path, content]) => [path, Buffer.from(content).toString("latin1")]));
}

const EVERYTHING = captureOf(
  [
    { kind: "file", path: "/sys/module/zfs/version", content: bytes("2.1.11") },
    { kind: "folder", path: "/sys/module/zfs" },
    { kind: "folder", path: "/sys/module/icp" },
    { kind: "listed", path: "/sys/block", names: ["sda/", "sdb/", "readme", "told"] },
    { kind: "missing", path: "/sys/block/told" },
    { kind: "present", path: "/etc/shadow" },
    { kind: "empty", path: "/etc/nologin" },
    { kind: "empty", path: "/proc/swaps" },
    { kind: "missing", path: "/proc/pressure/io" },
    { kind: "listed", path: "/sys/class/zvol", names: [] },
    { kind: "listed", path: "/proc", names: undefined },
    { kind: "large", path: "/var/log/syslog" },
    { kind: "special", path: "/dev/kmsg" },
    { kind: "timeout", path: "/proc/kmsg" },
  ],
  [
    { argv: ["uname", "-r"], ended: COMMAND },
    { argv: ["zfs", "list"], ended: { ...COMMAND, stdout: bytes(""), stderr: bytes("no\n"), exit: 1 } },
    { argv: ["iostat", "1"], ended: { ...COMMAND, exit: "timeout" } },
    { argv: ["dmesg"], ended: { ...COMMAND, stdout: undefined, exit: "unknown" } },
    { argv: ["bc"], stdin: bytes("1 > 2\n"), ended: { ...COMMAND, stdout: bytes("0\n") } },
    { argv: ["date", "+%s"], ended: COMMAND, isUnsteady: true },
    { argv: ["zpool", "status"] },
    { argv: ["zpool", "list"] },
  ],
);

const REFUSED: readonly (readonly [what: string, capture: Capture])[] = [
  ["what the script may not read", captureOf([{ kind: "unreadable", path: "/etc/shadow" }])],
  [
    "a file in a file",
    captureOf([
      { kind: "file", path: "/a", content: bytes("") },
      { kind: "file", path: "/a/b", content: bytes("") },
    ]),
  ],
  [
    "a folder that is a file",
    captureOf([
      { kind: "listed", path: "/a", names: ["b/"] },
      { kind: "present", path: "/a/b/c" },
      { kind: "file", path: "/a/b/c/d", content: bytes("") },
    ]),
  ],
  ["the root as a file", captureOf([{ kind: "file", path: "/", content: bytes("") }])],
  [
    "what is not UTF-8",
    captureOf([], [{ argv: ["cat", "x"], ended: { ...COMMAND, stdout: Uint8Array.from([0xff]) } }]),
  ],
  ["stdin that is too long", captureOf([], [{ argv: ["bc"], stdin: bytes("1".repeat(65_537)), ended: COMMAND }])],
  ["stdin of more than 1 MiB", captureOf([], [{ argv: ["sort", "-n"], stdin: "large", ended: COMMAND }])],
  ["stdin with a NUL", captureOf([], [{ argv: ["bc"], stdin: bytes("1\0"), ended: COMMAND }])],
  ["stdin that is not UTF-8", captureOf([], [{ argv: ["bc"], stdin: Uint8Array.from([0xff]), ended: COMMAND }])],
];

function messageOf(call: () => unknown): string {
  try {
    return `no refusal: ${call()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("hostOf(), folderFiles()", () => {
  test("write what was captured, and say in host.yaml what was not", () => {
    expect(textFiles(EVERYTHING)).toMatchInlineSnapshot(`
      {
        "commands.yaml": "- argv: [uname, -r]
        stdout: |
          6.2.16-10-pve
      - argv: [zfs, list]
        stdout: ""
        stderr: |
          no
        exit: 1
      - argv: [bc]
        stdin: |
          1 > 2
        stdout: |
          0
      - argv: [date, +%s]
        stdout: |
          6.2.16-10-pve
      ",
        "host.yaml": "summary: Captured for the check zfs-avx, kernel 6.2.16-10-pve
      kind: recorded
      source: Captured with the script of the check zfs-avx
      recorded:
        - /etc/nologin
        - /sys/class/zvol/
        - /sys/module/zfs/version
        - bc
        - date +%s
        - uname -r
        - zfs list
      shaped: 'Of the other files in /sys/block, only the names were captured; here they are empty. Only the existence of
        /etc/shadow, /proc/swaps was captured. Not captured: the names in /proc (too many), /var/log/syslog (more than 1 MiB),
        /dev/kmsg (not a regular file), /proc/kmsg (reading took too long), the command "iostat 1" (did not end in time), the
        command "dmesg" (printed more than 1 MiB). These commands gave another answer when they ran again; the first answer is
        kept: "date +%s".'
      special: "Not found on this machine: the command zpool; /sys/block/told, /proc/pressure/io."
      folders:
        - /sys/block/sda
        - /sys/block/sdb
        - /sys/class/zvol
        - /sys/module/icp
      ",
        "root/etc/nologin": "",
        "root/etc/shadow": "(not captured)
      ",
        "root/proc/swaps": "",
        "root/sys/block/readme": "",
        "root/sys/module/zfs/version": "2.1.11",
      }
    `);
  });

  test("write a folder that a site reads without a problem, and alike", async () => {
    const files = folderFiles(hostOf(EVERYTHING, { name: "new", summary: "Mine: yes", source: "# me" }));
    const site = await loadSite(
      Object.fromEntries([...files].map(([path, text]) => [`content/hosts/new/${path}`, text])),
    );

    expect(told(site)).toBe("");
    expect(site.hosts.get("new")).toMatchObject({
      ...{ summary: "Mine: yes", source: "# me", kind: "recorded" },
      recorded: [
        ...["/etc/nologin", "/sys/class/zvol/", "/sys/module/zfs/version"],
        ...["bc", "date +%s", "uname -r", "zfs list"],
      ],
    });
    expect([...(site.hosts.get("new")?.files.keys() ?? [])].sort()).toEqual([
      "/etc/nologin",
      "/etc/shadow",
      "/proc/swaps",
      "/sys/block/readme",
      "/sys/block/sda/",
      "/sys/block/sdb/",
      "/sys/class/zvol/",
      "/sys/module/icp/",
      "/sys/module/zfs/version",
    ]);
  });

  test("keep any text of a command exactly", () => {
    const Text = fc.string({
      unit: fc.oneof(
        fc.constantFrom("\n", " ", "\t", "\r", "#", ": ", "- ", "\0", "\ufeff"),
        fc.string({ unit: "binary" }),
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(Text, Text, fc.array(Text)), { minLength: 1, maxLength: 4 }), (texts) => {
        const commands = texts.map(([stdout, stderr, words], i) => ({
          argv: [`x${i}`, ...words],
          ended: { stdout: bytes(stdout), stderr: bytes(stderr), exit: 3 },
        }));
        const yaml = folderFiles(hostOf(captureOf([], commands), { name: "new" })).get("commands.yaml");

        expect(z.array(Transcript).parse(parse(String(yaml)))).toEqual(
          texts.map(([stdout, stderr, words], i) => ({ argv: [`x${i}`, ...words], stdout, stderr, exit: 3 })),
        );
      }),
    );
  });

  test("keep any summary and source exactly", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ unit: "grapheme", minLength: 1 }), (summary, source) => {
        fc.pre(/\S/.test(summary) && /\S/.test(source));
        const yaml = folderFiles(hostOf(captureOf([]), { name: "new", summary, source })).get("host.yaml");

        expect(HostCard.parse(parse(String(yaml)))).toEqual({ summary, source, kind: "recorded", recorded: [] });
      }),
    );
  });

  test("refuse what cannot be written or is not known", () => {
    const messages = REFUSED.map(([what, capture]) => {
      expect(() => hostOf(capture, { name: "new" })).toThrow(CaptureError);
      return `${what}: ${messageOf(() => hostOf(capture, { name: "new" }))}`;
    });

    expect(messages.join("\n")).toMatchInlineSnapshot(`
      "what the script may not read: The script was not allowed to read /etc/shadow. Run the script as root. If root cannot read it either, replace "unreadable" with "missing" there
      a file in a file: /a is a file, but /a/b is inside it. Capture the machine again: one of them changed during the capture
      a folder that is a file: /a/b/c is a file, but /a/b/c/d is inside it. Capture the machine again: one of them changed during the capture
      the root as a file: "/" is listed as a file. Capture the machine again
      what is not UTF-8: What "cat x" wrote to stdout is not UTF-8. A transcript is text: remove the command's entry and subtract its lines from the count in the last line, then write a transcript without those bytes
      stdin that is too long: "bc" had 65537 characters as stdin, but a test host holds text of at most 65536 characters. Let the check pass less to it, or remove the command's entry and subtract its lines from the count in the last line
      stdin of more than 1 MiB: "sort -n" had more than 1 MiB as stdin, but a test host holds text of at most 65536 characters. Let the check pass less to it, or remove the command's entry and subtract its lines from the count in the last line
      stdin with a NUL: "bc" had a NUL as stdin, but a test host holds text of at most 65536 characters. Let the check pass less to it, or remove the command's entry and subtract its lines from the count in the last line
      stdin that is not UTF-8: What "bc" had as stdin is not UTF-8. A transcript is text: remove the command's entry and subtract its lines from the count in the last line, then write a transcript without those bytes"
    `);
  });
});
