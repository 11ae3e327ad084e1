// Defects of the content and how they are reported: place, what, remedy. Every other kind of error is not a Problem:
// upstream's faults belong to trackers/, a programmer's mistake is thrown.

import type { Place } from "./position.ts";
import { withoutSecrets } from "./without-secrets.ts";

export type Problem = {
  /** "advice" never fails a build. */
  readonly kind: "problem" | "advice";
  readonly place: Place;
  /** Sentence case without a final period; quotes the offending value. */
  readonly what: string;
  /** What to do about it; may be several lines. */
  readonly remedy: string;
  /** Advice that is a Problem in a document with `status: final`. */
  readonly unfinished?: true;
  /** It stands for all of its kind in the file: what it quotes are examples, which may change with the next edit. */
  readonly summary?: true;
  /** A defect of the site as a whole, which no page shows: with --keep-going everything is published all the same. */
  readonly withholds?: "nothing";
};

/** A text in double quotes, as JSON.stringify() writes it: what a problem is about. The rest of `what` is its topic. */
export const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** Gives the text of a line of a content file, for the excerpt under a problem. */
export type ReadLine = (file: string, line: number) => string | undefined;

export function problem(place: Place, what: string, remedy: string): Problem {
  return { kind: "problem", place, what, remedy };
}

export function advice(place: Place, what: string, remedy: string): Problem {
  return { kind: "advice", place, what, remedy };
}

/** Whether there is more than advice. */
export function hasProblems(problems: readonly Problem[]): boolean {
  return problems.some(({ kind }) => kind === "problem");
}

/** Sorted by file, line, column; the same defect found in two ways is reported once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = (p: Problem) => `${p.place.file}\n${p.place.line}\n${p.place.column}\n${p.what}`;
  const distinct = new Map(problems.map((p) => [key(p), p]));
  return [...distinct.values()].sort(
    (a, b) => compareText(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * One problem as text:
 *
 *     content/runbooks/x.md:4:9  check "zfs-avx" expects host "pve-6.2.16-41", which does not exist
 *         | ok: [pve-6.2.16-41]
 *         |      ^^^^^^^^^^^^^
 *       Did you mean "pve-6.2.16-14"? Hosts live in content/hosts/
 */
export function formatProblem(p: Problem, readLine: ReadLine): string {
  const { file, line, column } = p.place;
  const label = p.kind === "advice" ? "advice: " : "";
  const remedy = p.remedy.split("\n").map((text) => `  ${printable(text)}`);
  const head = `${printable(file)}:${line}:${column}  ${label}${printable(p.what)}`;
  return [head, ...excerpt(p.place, readLine), ...remedy].join("\n");
}

/** Quoted content must not control the terminal, and must stay on one line, so that the carets fit it. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}

const EXCERPT_WIDTH = 100;
/** No excerpt of longer lines: a window into them shows no author the place, and looking for secrets takes too long. */
const LONGEST_LINE = 10_000;

function excerpt(place: Place, readLine: ReadLine): string[] {
  const text = readLine(place.file, place.line);
  if (text === undefined || text.length > LONGEST_LINE || text.trim() === "") return [];
  // A password must not get into logs; with it replaced, the carets would underline something else.
  if (withoutSecrets(text) !== text) return [];
  // A long line is cut to a window around the place.
  const start = place.column > EXCERPT_WIDTH ? place.column - EXCERPT_WIDTH / 2 : 0;
  const indent = start === 0 ? text.length - text.trimStart().length : 0;
  const from = start + Math.min(indent, place.column - 1);
  const shown = printable(text.slice(from, from + EXCERPT_WIDTH));
  if (place.length === 0) return [`    | ${shown}`];
  const caretAt = place.column - 1 - from;
  const carets = "^".repeat(Math.max(1, Math.min(place.length, shown.length - caretAt)));
  return [`    | ${shown}`, `    | ${" ".repeat(caretAt)}${carets}`];
}

/** The same problem as a workflow command, which GitHub Actions shows at the line of the pull request. */
export function formatAnnotation(p: Problem): string {
  const { file, line, column } = p.place;
  const level = p.kind === "advice" ? "notice" : "error";
  const message = `${p.what}\n${p.remedy}`.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  const property = (text: string) =>
    text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
  return `::${level} file=${property(file)},line=${line},col=${column}::${message}`;
}
