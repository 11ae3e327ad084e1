// The syntax of PromQL, by Prometheus' own grammar for editors. Types and label names are not checked:
// `promtool check rules` does that.

import { required } from "../core/lazily.ts";

const promql = required<typeof import("@prometheus-io/lezer-promql")>("@prometheus-io/lezer-promql");

export type SyntaxFault = { readonly at: number; readonly length: number; readonly message: string };

/** The first thing in an expression that is not PromQL. */
export function promqlFault(expr: string): SyntaxFault | undefined {
  const cursor = promql().parser.parse(expr).cursor();
  do {
    if (cursor.type.isError) return faultAt(expr, cursor.from, cursor.to);
  } while (cursor.next());
  return undefined;
}

/** A piece of an expression: a word of the language, a text in quotes, or anything else. */
export type Piece = { readonly text: string; readonly kind: "word" | "quoted" | "other" };

/** Of the others, these are words as well: metrics and labels have names of their own. */
const NAMES: ReadonlySet<string> = new Set(["Identifier", "LabelName"]);

/** The pieces of an expression, from its first character to its last. */
export function promqlPieces(expr: string): Piece[] {
  const cursor = promql().parser.parse(expr).cursor();
  const pieces: Piece[] = [];
  let end = 0;
  const add = (from: number, to: number, kind: Piece["kind"]) => {
    if (from > end) pieces.push({ text: expr.slice(end, from), kind: "other" });
    if (to > from) pieces.push({ text: expr.slice(from, to), kind });
    end = to;
  };
  do {
    const { from, to, name, node } = cursor;
    const isLeaf = node.firstChild === null && from >= end;
    if (isLeaf && name === "StringLiteral") add(from, to, "quoted");
    else if (isLeaf && !NAMES.has(name) && /^[a-z_]+$/i.test(expr.slice(from, to))) add(from, to, "word");
  } while (cursor.next());
  add(expr.length, expr.length, "other");
  return pieces;
}

/** A name before an opening bracket: `rat(` */
const CALL = /\w+$/;

function faultAt(expr: string, from: number, to: number): SyntaxFault {
  const found = expr.slice(from, to);
  const called = found === "(" ? CALL.exec(expr.slice(0, from))?.[0] : undefined;
  if (called !== undefined)
    return { at: from - called.length, length: called.length, message: `"${called}" is not a PromQL function` };
  if (found === "") return { at: from, length: 0, message: missing(expr, from) };
  return { at: from, length: to - from, message: `"${found}" is not expected here` };
}

function missing(expr: string, at: number): string {
  return expr.slice(at).trim() === "" ? "it ends too early" : `something is missing before "${expr.slice(at).trim()}"`;
}
