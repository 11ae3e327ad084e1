// Tests of files whose answer no recording keeps: mode, owner, times, links, devices; and the size of a file of /proc,
// which a real kernel calls empty, whatever can be read from it.

import { literal, type SyntaxNode } from "./syntax.ts";

/** https://www.gnu.org/software/bash/manual/html_node/Bash-Conditional-Expressions.html */
const UNARY: ReadonlySet<unknown> = new Set([
  ...["-G", "-N", "-O", "-g", "-k", "-u", "-w", "-x"],
  ...["-L", "-S", "-b", "-c", "-h", "-p"],
]);
const BINARY: ReadonlySet<unknown> = new Set(["-ef", "-nt", "-ot"]);

/** `[ -x /usr/sbin/zpool ]`, `[[ $a -nt $b ]]`, `test -s /proc/swaps`: as they are told; undefined for any other node. */
export function fileTestOf(node: SyntaxNode): string | undefined {
  const { type, operator, operand } = node;
  if (type === "CondBinary") return BINARY.has(operator) ? `[[ ${operator} ]]` : undefined;
  if (type === "CondUnary") return isUnanswered(operator, operand) ? told("[[", operator, operand, "]]") : undefined;
  const name = type === "SimpleCommand" ? literal(node.name) : undefined;
  const isTest = name === "test" || (type === "SimpleCommand" && isBracket(node.name));
  return isTest && Array.isArray(node.args) ? amongArgs(node.args) : undefined;
}

/** The name of `[ -x file ]` is parsed as the beginning of a pattern. */
function isBracket(name: unknown): boolean {
  return (name as { parts?: readonly SyntaxNode[] } | null)?.parts?.[0]?.pattern === "[";
}

function amongArgs(given: readonly unknown[]): string | undefined {
  const args = literal(given.at(-1)) === "]" ? given.slice(0, -1) : given;
  for (const [i, arg] of args.entries()) {
    const word = literal(arg);
    if (isUnanswered(word, args[i + 1])) return told("[", word, args[i + 1], "]");
    if (i > 0 && BINARY.has(word)) return `[ ${word} ]`;
  }
  return undefined;
}

/** Where sizes are not those of the content. */
const KERNEL = /^\/(proc|sys)\//;

function isUnanswered(operator: unknown, operand: unknown): boolean {
  if (UNARY.has(operator)) return operand !== undefined;
  const path = literal(operand);
  // What a variable holds is not known here; a path that is written out is.
  return operator === "-s" && operand !== undefined && (path === undefined || KERNEL.test(path));
}

function told(open: string, operator: unknown, operand: unknown, close: string): string {
  return `${open} ${String(operator)} ${literal(operand) ?? "…"} ${close}`;
}
