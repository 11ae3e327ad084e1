// The syntax of PromQL, by Prometheus' own grammar for editors. Types and label names are not checked:
// `promtool check rules` does that.

import { parser } from "@prometheus-io/lezer-promql";

export type SyntaxFault = { readonly at: number; readonly length: number; readonly message: string };

/** The first thing in an expression that is not PromQL. */
export function promqlFault(expr: string): SyntaxFault | undefined {
  const cursor = parser.parse(expr).cursor();
  do {
    if (cursor.type.isError) return faultAt(expr, cursor.from, cursor.to);
  } while (cursor.next());
  return undefined;
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
