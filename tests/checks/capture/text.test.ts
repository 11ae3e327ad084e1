// Reading what a capture script printed, after it has been through terminals, editors and hostile hands.

import { describe, expect, test } from "vitest";
import { parseCapture } from "../../../src/checks/capture/text.ts";

const LINES = [
  "=== faultbook capture 1 zfs-avx ===",
  "listed /sys/block",
  "name sda/",
  "names 1",
  "file /a\\040b",
  "|one \\",
  "|and more$",
  "|$",
  "|\\t\\000\\377 \\",
  "bytes 18",
  "missing /gone",
  "command uname -r \\e a\\",
  "+b",
  "exit 3",
  "stdout",
  "|6.2$",
  "bytes 4",
  "stderr",
  "large",
  "absent zpool status",
];

function textOf(lines: readonly string[], count = lines.length - 1): string {
  return `${[...lines, `=== end of capture, ${count} lines ===`].join("\n")}\n`;
}

/** The capture with one entry of one line or more. */
function withEntry(...lines: readonly string[]): string {
  return textOf(["=== faultbook capture 1 zfs-avx ===", ...lines]);
}

function withEntry2(...lines: readonly string[]): string {
  return textOf(["=== faultbook capture 2 zfs-avx ===", ...lines]);
}

function refusal(text: string): string {
  try {
    return `read: ${JSON.stringify(parseCapture(text))}`;
  } catch (error) {
    if (error instanceof Error && error.name === "CaptureError") return error.message;
    throw error;
  }
}

const CHECK = ["check", "exit 0", "stdout", "bytes 0", "stderr", "bytes 0"];

const REFUSED: readonly (readonly [what: string, text: string])[] = [
  ["nothing", ""],
  ["no begin line", textOf(LINES.slice(1))],
  ["no end line", LINES.join("\n")],
  ["an end line behind something else", textOf(LINES).replace("=== end", "| === end")],
  ["an end line before the begin line", `=== end of capture, 0 lines ===\n${LINES.join("\n")}`],
  ["lines that got lost", textOf(LINES.toSpliced(5, 3), LINES.length - 1)],
  ["lines that came in between", textOf(LINES.toSpliced(10, 0, "[ 12.3] usb 1-1: new device"), LINES.length - 1)],
  ["an entry that came in between", textOf([...LINES, "missing /x"], LINES.length - 1)],
  ["two captures", textOf(LINES) + textOf(LINES)],
  ["another version", textOf(LINES).replace("capture 1", "capture 3")],
  ["a value of another length", textOf(LINES).replace("one ", "eleven ")],
  ["a mark that got lost", textOf(LINES).replace("more$", "more")],
  ["a byte that is no ASCII", textOf(LINES).replace("more$", "mör$")],
  ["a NUL in content", textOf(LINES).replace("more$", "mor\0$")],
  ["an escape that is cut", withEntry("file /a", "|a\\3\\", "bytes 1")],
  ["a backslash that lost its other half", withEntry("file /a", "|a\\\\", "bytes 2")],
  ["a file without its end", withEntry("file /a", "|a$")],
  ["content without its file", withEntry("|a$", "bytes 2")],
  ["a header that goes nowhere", withEntry("missing /a\\")],
  ["a header that goes on as something else", withEntry("missing /a\\", "missing /b")],
  ["an unknown kind", withEntry("file-system /a")],
  ["an empty line", withEntry("")],
  ["a way up", withEntry("file ../../etc/passwd", "bytes 0")],
  ["a way up inside", withEntry("file /a/../b", "bytes 0")],
  ["a way up, escaped", withEntry("missing /a/\\056\\056/b")],
  ["an empty step", withEntry("missing /a//b")],
  ["a slash at the end", withEntry("missing /a/")],
  ["a NUL in a path", withEntry("missing /a\\000b")],
  ["a path that is not UTF-8", withEntry("missing /a\\377")],
  ["a name that is too long", withEntry(`missing /${"a".repeat(256)}`)],
  ["a path that is too long", withEntry(`missing ${"/abcdefgh".repeat(500)}`)],
  ["two paths", withEntry("missing /a /b")],
  ["no path", withEntry("missing")],
  ["a path that is told twice", withEntry("missing /a", "file /a", "bytes 0")],
  ["a command that is told twice", withEntry("absent a b", "absent a b")],
  ["a command without a name", withEntry("absent \\e b")],
  ["a command with a path", withEntry("absent /bin/ls")],
  ["an exit code that is none", withEntry("command a", "exit 256", "stdout", "bytes 0", "stderr", "bytes 0")],
  ["a command without stderr", withEntry("command a", "exit 0", "stdout", "bytes 0")],
  [
    "stdin in version 1",
    withEntry("command a", "stdin", "bytes 0", "exit 0", "stdout", "bytes 0", "stderr", "bytes 0"),
  ],
  ["a check in version 1", withEntry("check", "exit 0", "stdout", "bytes 0", "stderr", "bytes 0")],
  ["a check that is told twice", withEntry2(...[...CHECK, ...CHECK])],
  ["a check without its end", withEntry2("check", "exit 0")],
  ["stdin without its end", withEntry2("command a", "stdin", "|a$", "exit 0")],
  ["a name with a slash in it", withEntry("listed /a", "name b/c", "names 1")],
  ["a name that leads up", withEntry("listed /a", "name ..", "names 1")],
  ["a name that got lost", withEntry("listed /a", "name b", "names 2")],
];

describe("parseCapture()", () => {
  test("reads every kind of entry, byte for byte", () => {
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));

    expect(parseCapture(textOf(LINES))).toEqual({
      check: "zfs-avx",
      paths: [
        { kind: "listed", path: "/sys/block", names: ["sda/"] },
        { kind: "file", path: "/a b", content: bytes("one and more\n\n\t\0\xff ") },
        { kind: "missing", path: "/gone" },
      ],
      commands: [
        {
          argv: ["uname", "-r", "", "ab"],
          ended: { exit: 3, stdout: bytes("6.2\n"), stderr: undefined },
        },
        { argv: ["zpool", "status"] },
      ],
    });
  });

  test("reads version 2: how the check ended, what commands were fed with, and calls that were made again", () => {
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
    const end = (out: string, exit: number | string = 0) => [
      ...[`exit ${exit}`, "stdout", ...(out === "" ? [] : [`|${out}\\`]), `bytes ${out.length}`],
      ...["stderr", "bytes 0"],
    ];
    const fed = (text: string) => ["stdin", `|${text}\\`, `bytes ${text.length}`];

    expect(
      parseCapture(
        withEntry2(
          ...[
            "check",
            ...end("", "timeout"),
            "command bc",
            ...fed("1+1"),
            ...end("2"),
            "command bc",
            ...fed("3"),
            ...end("3"),
          ],
          ...["command bc", ...fed("1+1"), ...end("2"), "command bc", ...fed("3"), ...end("4")],
          ...["command cat", "stdin", "large", ...end(""), "command cat", "stdin", "bytes 0", ...end("")],
          ...["command zpool list", ...end("", 127), "absent zpool list", "absent zpool"],
        ),
      ),
    ).toEqual({
      check: "zfs-avx",
      ran: { exit: "timeout", stdout: bytes(""), stderr: bytes("") },
      paths: [],
      commands: [
        { argv: ["bc"], stdin: bytes("1+1"), ended: { exit: 0, stdout: bytes("2"), stderr: bytes("") } },
        {
          argv: ["bc"],
          stdin: bytes("3"),
          ended: { exit: 0, stdout: bytes("3"), stderr: bytes("") },
          isUnsteady: true,
        },
        { argv: ["cat"], stdin: "large", ended: { exit: 0, stdout: bytes(""), stderr: bytes("") } },
        { argv: ["cat"], ended: { exit: 0, stdout: bytes(""), stderr: bytes("") } },
        { argv: ["zpool", "list"], ended: { exit: 127, stdout: bytes(""), stderr: bytes("") } },
        { argv: ["zpool"] },
      ],
    });
  });

  test.each([
    ["CRLF line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["blanks at the end of lines", (text: string) => text.replaceAll("\n", "   \t\n")],
    ["no line end at the end", (text: string) => text.trimEnd()],
    ["prompts around it", (text: string) => `root@pve:~# sh x\n${text}root@pve:~# logout\n`],
    ["lines that are indented", (text: string) => `look:\n\n${text.replaceAll(/^/gm, "    ")}`],
    ["lines that are quoted", (text: string) => `Ann wrote:\n${text.replaceAll(/^/gm, "> > ")}`],
    ["the begin line behind something else", (text: string) => `\x1b[?2004l${text}`],
    ["the script itself before it", (text: string) => `printf '=== faultbook capture %s %s ===\\n' 1 'a'\n${text}`],
    ["a NUL and 10 MB before it", (text: string) => `\0${"= ".repeat(5_000_000)}\n${text}`],
  ])("survives %s", (_, change) => {
    expect(parseCapture(change(textOf(LINES)))).toEqual(parseCapture(textOf(LINES)));
  });

  test("refuses what is no capture, and says where and what to do", () => {
    const told = REFUSED.map(([what, text]) => `${what}\n  ${refusal(text)}`).join("\n");

    expect(told).not.toContain("\n  read: ");
    expect(told).toMatchInlineSnapshot(`
      "nothing
        The text has no line "=== faultbook capture …". Copy the whole output of the script
      no begin line
        The text has no line "=== faultbook capture …". Copy the whole output of the script
      no end line
        The text has no line "=== end of capture …": it is cut off. Copy the whole output of the script
      an end line behind something else
        Line 21 does not begin with "=== end of capture": "| === end of capture, 19 lines ===". Copy the output of the script unchanged, and remove lines that other programs printed into it
      an end line before the begin line
        The text has no line "=== end of capture …": it is cut off. Copy the whole output of the script
      lines that got lost
        Line 18 ends a capture of 19 lines, but the text lacks 3 of them. Copy the whole output of the script
      lines that came in between
        Line 11 begins with "[", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      an entry that came in between
        Line 22 ends a capture of 19 lines, but the text has 20. Copy the output of the script unchanged, and remove lines that other programs printed into it
      two captures
        Line 22 begins a second capture. Pass one capture at a time
      another version
        Line 1 has version 3 of the format, but this Faultbook reads version 2. Get the script from this site again, and capture again
      a value of another length
        Line 10 counts 18 bytes, but 21 come before it. Copy the lines again. A replaced value must keep its length
      a mark that got lost
        Line 7 is not a line of content, which ends in "$" or "\\": "|and more". Copy the output of the script unchanged, and remove lines that other programs printed into it
      a byte that is no ASCII
        Line 7 contains "ör", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      a NUL in content
        Line 7 contains "?", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      an escape that is cut
        Line 3 contains "\\3", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      a backslash that lost its other half
        Line 3 contains "\\", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      a file without its end
        Line 4 ends the capture in the middle of an entry. Copy the whole output of the script
      content without its file
        Line 2 begins with "|a$", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      a header that goes nowhere
        Line 3 ends the capture in the middle of an entry. Copy the whole output of the script
      a header that goes on as something else
        Line 3 is not a continuation line: "missing /b". Copy the output of the script unchanged, and remove lines that other programs printed into it
      an unknown kind
        Line 2 begins with "file-system", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      an empty line
        Line 2 is empty, or has two spaces in a row. Copy the output of the script unchanged, and remove lines that other programs printed into it
      a way up
        Line 2 does not name a path: "../../etc/passwd". Write an absolute path without ".", ".." or empty names
      a way up inside
        Line 2 does not name a path: "/a/../b". Write an absolute path without ".", ".." or empty names
      a way up, escaped
        Line 2 does not name a path: "/a/../b". Write an absolute path without ".", ".." or empty names
      an empty step
        Line 2 does not name a path: "/a//b". Write an absolute path without ".", ".." or empty names
      a slash at the end
        Line 2 does not name a path: "/a/". Write an absolute path without ".", ".." or empty names
      a NUL in a path
        Line 2 does not name a path: "/a?b". Write an absolute path without ".", ".." or empty names
      a path that is not UTF-8
        Line 2 has a name that is not UTF-8: "/a\\377". Remove its entry: names on a test host are UTF-8
      a name that is too long
        Line 2 is not a line of at most 79 characters: "missing /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…". Copy the output of the script unchanged, and remove lines that other programs printed into it
      a path that is too long
        Line 2 is not a line of at most 79 characters: "missing /abcdefgh/abcdefgh/abcdefgh/abcdefgh/abcdefgh/abcdef…". Copy the output of the script unchanged, and remove lines that other programs printed into it
      two paths
        Line 2 does not name a path: "/a /b". Write an absolute path without ".", ".." or empty names
      no path
        Line 2 does not name a path: "". Write an absolute path without ".", ".." or empty names
      a path that is told twice
        Line 3 repeats an earlier entry. Remove one of the two
      a command that is told twice
        Line 3 repeats an earlier entry. Remove one of the two
      a command without a name
        Line 2 names no command that a test host can have. Copy the output of the script unchanged, and remove lines that other programs printed into it
      a command with a path
        Line 2 names no command that a test host can have. Copy the output of the script unchanged, and remove lines that other programs printed into it
      an exit code that is none
        Line 3 is not a line "exit": "exit 256". Copy the output of the script unchanged, and remove lines that other programs printed into it
      a command without stderr
        Line 6 ends the capture in the middle of an entry. Copy the whole output of the script
      stdin in version 1
        Line 3 is not a line "exit": "stdin". Copy the output of the script unchanged, and remove lines that other programs printed into it
      a check in version 1
        Line 2 begins with "check", which no capture script prints. Copy the output of the script unchanged, and remove lines that other programs printed into it
      a check that is told twice
        Line 8 repeats an earlier entry. Remove one of the two
      a check without its end
        Line 4 ends the capture in the middle of an entry. Copy the whole output of the script
      stdin without its end
        Line 5 is not a line of content or its line "bytes": "exit 0". Copy the output of the script unchanged, and remove lines that other programs printed into it
      a name with a slash in it
        Line 3 is not the name of a file: "name b/c". Copy the output of the script unchanged, and remove lines that other programs printed into it
      a name that leads up
        Line 3 is not the name of a file: "name ..". Copy the output of the script unchanged, and remove lines that other programs printed into it
      a name that got lost
        Line 4 counts 2 names, but 1 come before it. Copy the lines again"
    `);
  });

  test("takes no time for a line of 10 MB", () => {
    for (const filler of ["\\", "|", "=", " ", "\\t", "a b "]) {
      expect(refusal(withEntry(`file ${filler.repeat(10_000_000 / filler.length)}x`))).toMatch(/^Line 2 /);
    }
  }, 20_000);
});
