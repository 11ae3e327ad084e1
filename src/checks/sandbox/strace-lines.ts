// The lines that strace(1) wrote of a run, each with what a process did: whole, in order, and with paths from the root.
// https://man7.org/linux/man-pages/man1/strace.1.html

import { posix } from "node:path";

/** One call: `openat(AT_FDCWD, "x", O_RDONLY) = -1 ENOENT (No such file or directory)` of a process in /etc. */
export type Call = {
  readonly id: string;
  readonly name: string;
  /** As they are written. */
  readonly args: string;
  /** The strings among them, decoded. */
  readonly texts: readonly string[];
  readonly result: number;
  /** "ENOENT", where it failed. */
  readonly error: string | undefined;
  /** The folder in which it was made. */
  readonly folder: string;
};

const CALL = /^(\d+) +(\w+)\((.*)\) += (-?\d+)(?: (E[A-Z]+))?/;
const TEXT = /"((?:[^"\\]|\\.)*)"/g;

/** Every call of a trace. One that another process interrupts is told when it ends. */
export function* callsOf(trace: string): Generator<Call> {
  const places = new Places();
  for (const line of wholeLines(trace)) {
    const [, id, name = "", args = "", result, error] = CALL.exec(line) ?? [];
    if (id === undefined) continue;
    const texts = [...args.matchAll(TEXT)].map(([, text = ""]) => decode(text));
    const call = { id, name, args, texts, result: Number(result), error, folder: places.of(id) };
    if (name === "chdir" && call.result === 0) places.move(id, texts[0] ?? "");
    if (FORKS.test(name) && call.result > 0) places.move(String(call.result), call.folder);
    yield call;
  }
}

const FORKS = /^(clone3?|v?fork)$/;

/** The path that a call names, from the root; one in a folder that is known by its descriptor stays as it is written. */
export function pathIn({ args, folder }: Call, text: string): string {
  return /^\d/.test(args) && !text.startsWith("/") ? text : posix.resolve(folder, text);
}

const UNFINISHED = /^(\d+) +(.*) <unfinished \.\.\.>$/;
const RESUMED = /^(\d+) +<\.\.\. \w+ resumed>(.*)$/;

function* wholeLines(trace: string): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of trace.split("\n")) {
    const [, id, beginning] = UNFINISHED.exec(line) ?? [];
    const [, back, end = ""] = RESUMED.exec(line) ?? [];
    if (id !== undefined && beginning !== undefined) begun.set(id, beginning);
    else if (back === undefined) yield line;
    else {
      yield `${back} ${begun.get(back) ?? ""}${end}`;
      begun.delete(back);
    }
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
