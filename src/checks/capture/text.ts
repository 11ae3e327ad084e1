// Reads what a capture script prints. The format, version 1: printable ASCII, no line longer than 79 characters, and no
// blank at the end of a line, so that it survives terminals and consoles.
//
//     === faultbook capture 1 zfs-avx ===              version, check; what stands before it is passed over
//     file /sys/module/icp/parameters/icp_gcm_impl     a file and its content:
//     |cycle [fastest] generic pclmulqdq \             `$` at the end: a newline follows, `\`: none does
//     bytes 36
//     listed /sys/block                                a folder and the names in it, those of folders with a slash
//     name sda/
//     names 1
//     command uname -r                                 a command with exit code, stdout, stderr
//     exit 0                                           or `timeout`; or `unknown`, where it printed too much
//     stdout
//     |6.2.16-10-pve$
//     bytes 14                                         or `large`: more than 1 MiB
//     stderr
//     bytes 0
//     absent zpool status                              a command that is not there
//     folder /sys/module/zfs                           a folder that was only asked after
//     present /etc/shadow                              a file that was only asked after; `empty` for an empty one
//     missing /proc/pressure/io                        likewise unreadable, large, special (a device), timeout
//     === end of capture, 17 lines ===                 lines between the two; what stands behind it is passed over
//
// Tab and backslash are written \t and \\, other bytes beyond 0x20 to 0x7e in octal as \377; in paths, names and words
// of commands, so is the blank (\040), and an empty word is \e. A long header line ends in `\` and goes on in a line that
// begins with `+`. Who replaces a value keeps its length.

import { AS_PRINTED, CaptureError, shown } from "./error.ts";
import { isName } from "./escapes.ts";
import { CaptureLines } from "./lines.ts";

export const FORMAT_VERSION = 1;

/** Of these, a capture tells only what they are. */
const PLAIN = ["folder", "present", "empty", "missing", "unreadable", "large", "special", "timeout"] as const;
export type PlainKind = (typeof PLAIN)[number];

export type PathEntry =
  | { readonly kind: PlainKind; readonly path: string }
  | { readonly kind: "file"; readonly path: string; readonly content: Uint8Array }
  /** `names`: undefined where there were too many. */
  | { readonly kind: "listed"; readonly path: string; readonly names: readonly string[] | undefined };

export type CommandEntry = {
  readonly argv: readonly string[];
  /** undefined: the command is not there. */
  readonly ended?: {
    readonly exit: number | "timeout" | "unknown";
    /** undefined: more than 1 MiB. */
    readonly stdout: Uint8Array | undefined;
    readonly stderr: Uint8Array | undefined;
  };
};

export type Capture = {
  readonly check: string;
  readonly paths: readonly PathEntry[];
  readonly commands: readonly CommandEntry[];
};

/** The capture in a text that may hold other lines around it. Throws a CaptureError that names line and remedy. */
export function parseCapture(text: string): Capture {
  const lines = new CaptureLines(text, FORMAT_VERSION);
  const paths = new Map<string, PathEntry>();
  const commands = new Map<string, CommandEntry>();
  while (!lines.atEnd()) {
    const { kind, words, line } = lines.header();
    if (kind === "command" || kind === "absent") {
      add(commands, words.join("\0"), readCommand(lines, kind, words, line), line);
    } else {
      const entry = readPath(lines, kind, words, line);
      add(paths, entry.path, entry, line);
    }
  }
  lines.holdCount();
  return { check: lines.check, paths: [...paths.values()], commands: [...commands.values()] };
}

function add<Entry>(entries: Map<string, Entry>, key: string, entry: Entry, line: number): void {
  if (entries.has(key)) throw new CaptureError(line, "tells again what was told before", "Leave one of both in");
  entries.set(key, entry);
}

function readCommand(lines: CaptureLines, kind: string, argv: readonly string[], line: number): CommandEntry {
  const [name = ""] = argv;
  const isCommand = name !== "" && !name.includes("/") && !argv.some((word) => word.includes("\0"));
  if (!isCommand) throw new CaptureError(line, "names no command that a recorded host can have", AS_PRINTED);
  if (kind === "absent") return { argv };
  const exit = exitOf(lines);
  lines.expect("stdout");
  const stdout = lines.content();
  lines.expect("stderr");
  return { argv, ended: { exit, stdout, stderr: lines.content() } };
}

function exitOf(lines: CaptureLines): number | "timeout" | "unknown" {
  const [code = ""] = lines.expect("exit", /^(timeout|unknown|\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/);
  return code === "timeout" || code === "unknown" ? code : Number(code);
}

function readPath(lines: CaptureLines, kind: string, words: readonly string[], line: number): PathEntry {
  const plain = PLAIN.find((word) => word === kind);
  if (plain === undefined && kind !== "file" && kind !== "listed") {
    throw new CaptureError(line, `begins with ${shown(kind)}, which is no word of a capture`, AS_PRINTED);
  }
  const [path = ""] = words;
  if (words.length !== 1 || !isPath(path)) {
    throw new CaptureError(line, `names no path: ${shown(words.join(" "))}`, PATHS);
  }
  if (plain !== undefined) return { kind: plain, path };
  if (kind === "listed") return { kind, path, names: lines.names() };
  const content = lines.content();
  return content === undefined ? { kind: "large", path } : { kind: "file", path, content };
}

const PATHS = 'Paths are absolute and without ".", ".." and empty names';

/** An absolute path that leads nowhere but down; longer ones, no file system has. */
function isPath(path: string): boolean {
  if (path === "/") return true;
  const names = path.split("/");
  return names.shift() === "" && path.length < 4096 && names.every(isName);
}
