// Reads what a capture script prints. The format, version 2: printable ASCII, no line longer than 79 characters, and no
// space at the end of a line, so that it survives terminals and consoles.
//
//     === faultbook capture 2 zfs-avx ===              version, check; lines before it are skipped
//     check                                            the check itself, where the machine could run it: like a command
//     exit 1
//     stdout
//     |The CPU has avx$
//     bytes 16
//     stderr
//     bytes 0
//     command bc -l                                    a command with stdin, exit code, stdout, stderr
//     stdin                                            only where it was fed
//     |1.5 > 1$
//     bytes 8                                          or `large`: more than 1 MiB
//     exit 0                                           or `timeout`; or `unknown`, where it printed too much
//     stdout
//     |1$
//     bytes 2
//     stderr
//     bytes 0
//     absent zpool status                              a command that is not there
//     file /sys/module/icp/parameters/icp_gcm_impl     a file and its content:
//     |cycle [fastest] generic pclmulqdq \             `$` at the end: a newline follows, `\`: none does
//     bytes 36
//     listed /sys/block                                a folder and the names in it, those of folders with a slash
//     name sda/
//     names 1
//     folder /sys/module/zfs                           a folder that was only tested for existence
//     present /etc/shadow                              a file that was only tested; `empty` for an empty one
//     missing /proc/pressure/io                        likewise unreadable, large, special (a device), timeout
//     === end of capture, 27 lines ===                 lines between the two; lines after it are skipped
//
// Tab and backslash are written \t and \\, other bytes beyond 0x20 to 0x7e in octal as \377; in paths, names and words
// of commands, so is the space (\040), and an empty word is \e. A long header line ends in `\` and continues in a line that
// begins with `+`. A replaced value must keep its length. Version 1 has neither `check` nor `stdin`, and no command twice.

import { isDeepStrictEqual } from "node:util";
import { AS_PRINTED, CaptureError, shown } from "./error.ts";
import { isName } from "./escapes.ts";
import { CaptureLines } from "./lines.ts";

export const FORMAT_VERSION = 2;
const READ_VERSIONS = [1, FORMAT_VERSION];

/** Entries without content: the capture only names their kind. */
const PLAIN = ["folder", "present", "empty", "missing", "unreadable", "large", "special", "timeout"] as const;
export type PlainKind = (typeof PLAIN)[number];

export type PathEntry =
  | { readonly kind: PlainKind; readonly path: string }
  | { readonly kind: "file"; readonly path: string; readonly content: Uint8Array }
  /** `names`: undefined where there were too many. */
  | { readonly kind: "listed"; readonly path: string; readonly names: readonly string[] | undefined };

export type Ended = {
  readonly exit: number | "timeout" | "unknown";
  /** undefined: more than 1 MiB. */
  readonly stdout: Uint8Array | undefined;
  readonly stderr: Uint8Array | undefined;
};

export type CommandEntry = {
  readonly argv: readonly string[];
  /** Its stdin; "large": more than 1 MiB. */
  readonly stdin?: Uint8Array | "large";
  /** undefined: the machine lacks the command. */
  readonly ended?: Ended;
  /** It was called again with the same words and stdin, and gave something else. */
  readonly isUnsteady?: true;
};

export type Capture = {
  readonly check: string;
  /** How the check itself ended on that machine; undefined where it was not run there. */
  readonly ran?: Ended;
  readonly paths: readonly PathEntry[];
  readonly commands: readonly CommandEntry[];
};

/** The capture in a text that may hold other lines around it. Throws a CaptureError that names line and remedy. */
export function parseCapture(text: string): Capture {
  const lines = new CaptureLines(text, READ_VERSIONS);
  const paths = new Map<string, PathEntry>();
  const commands = new Map<string, CommandEntry>();
  const ran: Ended[] = [];
  while (!lines.atEnd()) {
    const { kind, words, line } = lines.header();
    if (lines.version > 1 && kind === "check" && words.length === 0) {
      if (ran.push(readEnd(lines)) > 1) throw repeated(line);
    } else if (kind === "command" || kind === "absent") {
      const entry = readCommand(lines, kind, words, line);
      const key = keyOf(entry);
      if (lines.version === 1 && commands.has(key)) throw repeated(line);
      commands.set(key, firstOf(commands.get(key), entry));
    } else {
      const entry = readPath(lines, kind, words, line);
      if (paths.has(entry.path)) throw repeated(line);
      paths.set(entry.path, entry);
    }
  }
  lines.holdCount();
  const [end] = ran;
  const own = end === undefined ? {} : { ran: end };
  return { check: lines.check, ...own, paths: [...paths.values()], commands: [...commands.values()] };
}

function repeated(line: number): CaptureError {
  return new CaptureError(line, "repeats an earlier entry", "Remove one of the two");
}

/** Identifies a call of a command; no word holds a NUL. */
function keyOf({ argv, stdin }: CommandEntry): string {
  const fed = stdin === undefined || stdin === "large" ? (stdin ?? "") : Buffer.from(stdin).toString("hex");
  return `${argv.join("\0")}\0\0${fed}`;
}

/** A check may run a command twice; a test host has one answer. */
function firstOf(first: CommandEntry | undefined, entry: CommandEntry): CommandEntry {
  if (first?.ended === undefined) return entry;
  if (entry.ended === undefined) return first;
  return isDeepStrictEqual(first.ended, entry.ended) ? first : { ...first, isUnsteady: true };
}

function readCommand(lines: CaptureLines, kind: string, argv: readonly string[], line: number): CommandEntry {
  const [name = ""] = argv;
  const isCommand = name !== "" && !name.includes("/") && !argv.some((word) => word.includes("\0"));
  if (!isCommand) throw new CaptureError(line, "names no command that a test host can have", AS_PRINTED);
  if (kind === "absent") return { argv };
  const isFed = lines.version > 1 && lines.passes("stdin");
  const stdin = isFed ? (lines.content() ?? ("large" as const)) : undefined;
  // An empty stdin and no stdin look the same to a shell.
  const isFedWithNothing = stdin === undefined || stdin.length === 0;
  return { argv, ...(isFedWithNothing ? {} : { stdin }), ended: readEnd(lines) };
}

function readEnd(lines: CaptureLines): Ended {
  const exit = exitOf(lines);
  lines.expect("stdout");
  const stdout = lines.content();
  lines.expect("stderr");
  return { exit, stdout, stderr: lines.content() };
}

function exitOf(lines: CaptureLines): number | "timeout" | "unknown" {
  const [code = ""] = lines.expect("exit", /^(timeout|unknown|\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/);
  return code === "timeout" || code === "unknown" ? code : Number(code);
}

function readPath(lines: CaptureLines, kind: string, words: readonly string[], line: number): PathEntry {
  const plain = PLAIN.find((word) => word === kind);
  if (plain === undefined && kind !== "file" && kind !== "listed") {
    throw new CaptureError(line, `begins with ${shown(kind)}, which no capture script prints`, AS_PRINTED);
  }
  const [path = ""] = words;
  if (words.length !== 1 || !isPath(path)) {
    throw new CaptureError(line, `does not name a path: ${shown(words.join(" "))}`, PATHS);
  }
  if (plain !== undefined) return { kind: plain, path };
  if (kind === "listed") return { kind, path, names: lines.names() };
  const content = lines.content();
  return content === undefined ? { kind: "large", path } : { kind: "file", path, content };
}

const PATHS = 'Write an absolute path without ".", ".." or empty names';

/** An absolute path that only leads down, and is no longer than a file system allows. */
function isPath(path: string): boolean {
  if (path === "/") return true;
  const names = path.split("/");
  return names.shift() === "" && path.length < 4096 && names.every(isName);
}
