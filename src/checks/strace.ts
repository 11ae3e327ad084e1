// Reads what strace(1) wrote of a run: which of the host's files were opened, which of its folders were listed, and
// what it tried to write.

import { posix } from "node:path";
import { folderOf } from "./host-fs.ts";

export type Traced = {
  readonly read: readonly string[];
  readonly listed: readonly string[];
  /** Paths that were opened for writing, below /dev excepted. */
  readonly written: readonly string[];
};

/** `12    openat(AT_FDCWD, "/proc/cpuinfo", O_RDONLY) = 3` */
const OPENED = /^(\d+) +openat\(AT_FDCWD, "((?:[^"\\]|\\.)*)", ([A-Z_|]+)(?:, \d+)?\) = (-?\d+)/;
const MOVED = /^(\d+) +chdir\("((?:[^"\\]|\\.)*)"\) += 0/;
const FORKED = /^(\d+) +(?:clone3?|v?fork)\(.*\) = (\d+)$/;

/** What the trace says of the host's own files; tools and libraries are none of its business. */
export function readTrace(trace: string, files: ReadonlyMap<string, unknown>): Traced {
  const [read, listed, written] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const folders = foldersOf(files.keys());
  for (const { path, flags, result } of openings(trace)) {
    const isWrite = /O_WRONLY|O_RDWR|O_CREAT/.test(flags);
    if (isWrite && !/^\/(dev|run\/faultbook)(\/|$)/.test(path)) written.add(path);
    else if (result >= 0 && files.has(path)) read.add(path);
    else if (result >= 0 && flags.includes("O_DIRECTORY") && folders.has(path)) listed.add(path);
  }
  return { read: [...read], listed: [...listed], written: [...written] };
}

type Opening = { readonly path: string; readonly flags: string; readonly result: number };

function* openings(trace: string): Generator<Opening> {
  const places = new Places();
  for (const line of trace.split("\n")) {
    const [, mover, to = ""] = MOVED.exec(line) ?? [];
    if (mover !== undefined) places.move(mover, decode(to));
    const [, parent, child = ""] = FORKED.exec(line) ?? [];
    if (parent !== undefined) places.move(child, places.of(parent));
    const [, id, path = "", flags = "", result] = OPENED.exec(line) ?? [];
    if (id !== undefined) yield { path: posix.resolve(places.of(id), decode(path)), flags, result: Number(result) };
  }
}

/** Where each process is; a child whose birth was told too late is where the last one went. */
class Places {
  readonly #known = new Map<string, string>();
  #last = "/";

  of(id: string): string {
    return this.#known.get(id) ?? this.#last;
  }

  move(id: string, to: string): void {
    this.#last = posix.resolve(this.of(id), to);
    this.#known.set(id, this.#last);
  }
}

/** strace writes bytes as a C string. */
function decode(text: string): string {
  const bytes = text.replace(/\\([0-7]{1,3}|.)/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (LETTERS[code] ?? code),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

const LETTERS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", v: "\v", f: "\f" };

function foldersOf(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set(["/"]);
  for (const file of files) {
    for (let at = folderOf(file); at !== "/"; at = folderOf(at.slice(0, -1))) folders.add(at.slice(0, -1));
  }
  return folders;
}
