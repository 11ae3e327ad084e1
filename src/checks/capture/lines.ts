// The lines of a capture, one after the other: between its begin and its end, joined where they were broken, and with
// their escapes resolved. text.ts knows what the lines mean.

import { AS_PRINTED, CaptureError, shown } from "./error.ts";
import { bytesOf, goesOn, isName, textOf } from "./escapes.ts";

const AGAIN = "Copy the whole output of the script";

/** Not only at the start: what a shell printed before may have had no newline. */
const BEGIN = /=== faultbook capture (\d{1,9}) ([a-z][a-z0-9-]*) ===$/;
const END = /^=== end of capture, (\d{1,9}) lines ===/;

/** The script breaks lines, so that no console has to. */
const LONGEST = 79;

export class CaptureLines {
  readonly check: string;
  /** Of the format. */
  readonly version: number;
  readonly #lines: readonly string[];
  readonly #first: number;
  readonly #end: number;
  readonly #count: number;
  #next: number;

  /** @param versions of the format that can be read, the newest one last; another one is refused */
  constructor(text: string, versions: readonly number[]) {
    this.#lines = unquoted(text.split("\n").map((line) => line.trimEnd()));
    const { begin, check, version } = beginOf(this.#lines, versions);
    this.check = check;
    this.version = version;
    this.#first = begin + 1;
    this.#next = this.#first;
    this.#end = this.#lines.findIndex((line, i) => i > begin && END.test(line));
    if (this.#end === -1) throw withoutEnd(this.#lines, begin);
    this.#count = Number(END.exec(this.#lines[this.#end] ?? "")?.[1]);
    const lacks = this.#count - (this.#end - this.#next);
    if (lacks > 0) {
      const what = `ends a capture of ${this.#count} lines, but the text lacks ${lacks} of them`;
      throw new CaptureError(this.#end + 1, what, AGAIN);
    }
  }

  atEnd(): boolean {
    return this.#next >= this.#end;
  }

  /** Throws if there are more lines than the script printed: it is not known which of them is not its own. */
  holdCount(): void {
    const has = this.#end - this.#first;
    if (has === this.#count) return;
    const what = `ends a capture of ${this.#count} lines, but the text has ${has}`;
    throw new CaptureError(this.#end + 1, what, AS_PRINTED);
  }

  /** `file /a/b` and its continuation lines, as words. */
  header(): { readonly kind: string; readonly words: readonly string[]; readonly line: number } {
    const line = this.#next + 1;
    let text = this.#take();
    while (goesOn(text)) {
      const more = this.#take();
      if (!more.startsWith("+")) throw this.#isNo("a continuation line", this.#next);
      text = text.slice(0, -1) + more.slice(1);
    }
    const [kind = "", ...words] = text.split(" ").map((word) => textOf(word, line));
    return { kind, words, line };
  }

  /** Whether the next line is this one; it is passed then. */
  passes(line: string): boolean {
    if (this.#next >= this.#end || this.#lines[this.#next] !== line) return false;
    this.#next += 1;
    return true;
  }

  /** A line of this kind; gives its words, of which the first one has to match. */
  expect(kind: string, first = /^$/): readonly string[] {
    const found = this.header();
    if (found.kind === kind && first.test(found.words[0] ?? "") && found.words.length < 2) return found.words;
    throw this.#isNo(`a line "${kind}"`, found.line);
  }

  /** Lines with `|`, and their count of bytes; undefined if there were too many. */
  content(): Uint8Array | undefined {
    const bytes: number[] = [];
    while (this.#lines[this.#next]?.startsWith("|")) {
      const line = this.#take();
      const mark = line.length > 1 ? line.at(-1) : "";
      if (mark !== "$" && mark !== "\\") throw this.#isNo('a line of content, which ends in "$" or "\\"', this.#next);
      for (const byte of bytesOf(line.slice(1, -1), this.#next)) bytes.push(byte);
      if (mark === "$") bytes.push(0x0a);
    }
    const { kind, words, line } = this.header();
    if (kind === "large" && words.length === 0 && bytes.length === 0) return undefined;
    if (kind !== "bytes" || words.length !== 1) throw this.#isNo('a line of content or its line "bytes"', line);
    if (words[0] === String(bytes.length)) return Uint8Array.from(bytes);
    const what = `counts ${words[0]} bytes, but ${bytes.length} come before it`;
    throw new CaptureError(line, what, "Copy the lines again. A replaced value must keep its length");
  }

  /** Lines with `name`, and their count; undefined if there were too many. */
  names(): readonly string[] | undefined {
    const names = new Set<string>();
    while (true) {
      const { kind, words, line } = this.header();
      const [word = ""] = words;
      if (kind === "large" && words.length === 0 && names.size === 0) return undefined;
      if (kind === "names" && words.length === 1 && word === String(names.size)) return [...names];
      if (kind === "names") {
        throw new CaptureError(line, `counts ${word} names, but ${names.size} come before it`, "Copy the lines again");
      }
      if (kind !== "name" || words.length !== 1 || !isName(word.replace(/\/$/, "")))
        throw this.#isNo("the name of a file", line);
      names.add(word);
    }
  }

  #take(): string {
    const line = this.#lines[this.#next];
    if (line === undefined || this.#next >= this.#end)
      throw new CaptureError(this.#end + 1, "ends the capture in the middle of an entry", AGAIN);
    this.#next += 1;
    if (line.length > LONGEST) throw this.#isNo(`a line of at most ${LONGEST} characters`, this.#next);
    return line;
  }

  #isNo(what: string, line: number): CaptureError {
    return new CaptureError(line, `is not ${what}: ${shown(this.#lines[line - 1] ?? "")}`, AS_PRINTED);
  }
}

/** A mail or a chat has indented all lines alike, or put `> ` before them; no line of a capture begins so. */
function unquoted(lines: readonly string[]): readonly string[] {
  const [prefix = ""] = lines.flatMap((line) => QUOTED.exec(line)?.[1] ?? []);
  return lines.map((line) => (line.startsWith(prefix) ? line.slice(prefix.length) : line));
}

const QUOTED = /^([ \t>]+)=== faultbook capture \d/;

function withoutEnd(lines: readonly string[], begin: number): CaptureError {
  const at = lines.findIndex((line, i) => i > begin && line.includes("=== end of capture, "));
  if (at === -1)
    return new CaptureError(undefined, `The text has no line "=== end of capture …": it is cut off`, AGAIN);
  return new CaptureError(at + 1, `does not begin with "=== end of capture": ${shown(lines[at] ?? "")}`, AS_PRINTED);
}

function beginOf(lines: readonly string[], versions: readonly number[]) {
  const [begin, second] = lines.flatMap((line, i) => (BEGIN.test(line) ? [i] : []));
  if (begin === undefined) throw new CaptureError(undefined, `The text has no line "=== faultbook capture …"`, AGAIN);
  if (second !== undefined) throw new CaptureError(second + 1, "begins a second capture", "Pass one capture at a time");
  const [, given, check = ""] = BEGIN.exec(lines[begin] ?? "") ?? [];
  if (versions.includes(Number(given))) return { begin, check, version: Number(given) };
  const what = `has version ${given} of the format, but this Faultbook reads version ${versions.at(-1)}`;
  throw new CaptureError(begin + 1, what, "Get the script from this site again, and capture again");
}
