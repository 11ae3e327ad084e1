// sort, in the order of bytes as the C locale has it: that of just-bash follows the language of the machine, and knows
// versions only as numbers between dots.

import { type Ordering, type SortKey, type SortOptions, sortOptions } from "./sort-options.ts";
import { compareVersions } from "./version-order.ts";

/** What a tool of our own answers; its texts are bytes, one character each. */
export type Answer = { readonly stdout: string; readonly stderr: string; readonly exitCode: number };
/** Content of a file, or of the standard input for "-"; undefined where it can't be read. */
export type Reader = (file: string) => Promise<string | undefined>;

/** The answer of sort; undefined where an option is not known here. */
export async function sortTool(args: readonly string[], read: Reader): Promise<Answer | undefined> {
  const options = sortOptions(args);
  if (options === undefined) return undefined;
  const files = options.files.length === 0 ? ["-"] : options.files;
  const lines: string[] = [];
  for (const file of files) {
    const text = await read(file);
    if (text === undefined) return failed(`sort: cannot read: ${file}: No such file or directory\n`, 2);
    if (text !== "") lines.push(...text.replace(/\n$/, "").split("\n"));
  }
  const compare = comparison(options);
  if (options.wants.has("c") || options.wants.has("C")) return checked(lines, compare, options);
  const sorted = lines.toSorted(compare);
  const isSame = sameness(options);
  const kept = options.wants.has("u")
    ? sorted.filter((line, i) => i === 0 || !isSame(sorted[i - 1] ?? "", line))
    : sorted;
  return { stdout: kept.map((line) => `${line}\n`).join(""), stderr: "", exitCode: 0 };
}

function failed(stderr: string, exitCode: number): Answer {
  return { stdout: "", stderr, exitCode };
}

type Compare = (a: string, b: string) => number;

function checked(lines: readonly string[], compare: Compare, options: SortOptions): Answer {
  const isSame = sameness(options);
  const at = lines.findIndex((line, i) => {
    const before = lines[i - 1];
    return before !== undefined && (compare(before, line) > 0 || (options.wants.has("u") && isSame(before, line)));
  });
  if (at === -1) return { stdout: "", stderr: "", exitCode: 0 };
  return failed(
    options.wants.has("C") ? "" : `sort: ${options.files[0] ?? "-"}:${at + 1}: disorder: ${lines[at]}\n`,
    1,
  );
}

/** By the keys, then by the bytes of the line. */
function comparison(options: SortOptions): Compare {
  const byKeys = keyComparison(options);
  const isLast = !(options.wants.has("s") || options.wants.has("u"));
  const direction = options.ordering.has("r") ? -1 : 1;
  return (a, b) => byKeys(a, b) || (isLast ? direction * compareBytes(a, b) : 0);
}

function sameness(options: SortOptions): (a: string, b: string) => boolean {
  const byKeys = keyComparison(options);
  return (a, b) => byKeys(a, b) === 0;
}

const WHOLE_LINE = { from: { field: 1, char: 1, skipsBlanks: false }, to: undefined } as const;

function keyComparison({ keys, ordering, separator, wants }: SortOptions): Compare {
  const isPlain = keys.length === 0 && ![..."bfhnV"].some((letter) => ordering.has(letter));
  // A plain sort has no key but the last resort, which -u and -s take away.
  if (isPlain && !(wants.has("u") || wants.has("s"))) return () => 0;
  const all: readonly SortKey[] = keys.length > 0 ? keys : [{ ...WHOLE_LINE, ordering }];
  return (a, b) => {
    for (const key of all) {
      const difference = compareBy(key.ordering, partOf(a, key, separator), partOf(b, key, separator));
      if (difference !== 0) return key.ordering.has("r") ? -difference : difference;
    }
    return 0;
  };
}

function compareBy(ordering: Ordering, a: string, b: string): number {
  if (ordering.has("n")) return numberOf(a) - numberOf(b);
  if (ordering.has("h")) return compareHuman(a, b);
  if (ordering.has("V")) return compareVersions(a, b);
  return ordering.has("f") ? compareBytes(a.toUpperCase(), b.toUpperCase()) : compareBytes(a, b);
}

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function numberOf(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1]?.replace(/^(-?)\.?$/, "0")) || 0;
}

/** By sign, then by unit, then by number: 999K comes before 1M, whatever the numbers are. */
function compareHuman(a: string, b: string): number {
  const rank = (text: string) => Math.sign(numberOf(text)) * (" KMGTPEZY".indexOf(unitOf(text)) || 0);
  return Math.sign(numberOf(a)) - Math.sign(numberOf(b)) || rank(a) - rank(b) || numberOf(a) - numberOf(b);
}

function unitOf(text: string): string {
  return /^[ \t]*-?\d*\.?\d*([kKMGTPEZY]?)/.exec(text)?.[1]?.toUpperCase() || " ";
}

/** The part of a line that a key names. */
function partOf(line: string, { from, to }: SortKey, separator: string | undefined): string {
  const start = positionOf(line, from.field - 1, separator);
  const begin = Math.min((from.skipsBlanks ? afterBlanks(line, start) : start) + from.char - 1, line.length);
  if (to === undefined) return line.slice(begin);
  const last = positionOf(line, to.field - 1, separator);
  if (to.char > 0) return line.slice(begin, (to.skipsBlanks ? afterBlanks(line, last) : last) + to.char);
  return line.slice(begin, endOfField(line, last, separator));
}

/** Where a field begins; the blanks before a field belong to it. */
function positionOf(line: string, fields: number, separator: string | undefined): number {
  let at = 0;
  for (let i = 0; i < fields && at < line.length; i++) {
    at = endOfField(line, at, separator);
    if (separator !== undefined) at++;
  }
  return Math.min(at, line.length);
}

function endOfField(line: string, at: number, separator: string | undefined): number {
  if (separator === undefined) return at + (/^[ \t]*[^ \t]*/.exec(line.slice(at))?.[0].length ?? 0);
  const end = line.indexOf(separator, at);
  return end === -1 ? line.length : end;
}

function afterBlanks(line: string, at: number): number {
  return at + (/^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0);
}
