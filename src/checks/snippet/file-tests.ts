// Tests of files that no test host can answer: mode, owner, times, links, devices; and the size of a file of /proc, which
// a real kernel calls empty, whatever can be read from it.

import type { Refusal } from "../../model/check.ts";
import { isBracket, literal, type SyntaxNode } from "./syntax.ts";

/** https://www.gnu.org/software/bash/manual/html_node/Bash-Conditional-Expressions.html */
const UNARY: ReadonlySet<unknown> = new Set([
  ...["-G", "-N", "-O", "-g", "-k", "-u", "-w", "-x"],
  ...["-L", "-S", "-b", "-c", "-h", "-p"],
]);
const BINARY: ReadonlySet<unknown> = new Set(["-ef", "-nt", "-ot"]);

/** `[ -x /usr/sbin/zpool ]`, `[[ $a -nt $b ]]`, `test -s /proc/swaps`; undefined for any other node. */
export function fileTestOf(node: SyntaxNode): Refusal | undefined {
  const asked = testIn(node);
  if (asked === undefined) return undefined;
  const operator = /-\w+/.exec(asked)?.[0] ?? "";
  return { cause: "recording", asked, rewrite: REWRITES[operator] ?? OTHERWISE(operator) };
}

const REWRITES: Readonly<Record<string, string>> = {
  "-x": "Use command -v for a command, -e for a file: test hosts have no file modes",
  "-w": "Remove -w: a check only reads, and test hosts have no file modes",
  "-s": 'Read the file instead of testing -s, as in [ -n "$(cat …)" ]: files of /proc and /sys have no true size',
};
const OTHERWISE = (operator: string) =>
  `Use -e, -f, -d or -r instead of ${operator}: test hosts have no file modes or owners`;

function testIn(node: SyntaxNode): string | undefined {
  const { type, operator, operand } = node;
  if (type === "CondBinary") return BINARY.has(operator) ? `[[ ${operator} ]]` : undefined;
  if (type === "CondUnary") return isUnanswered(operator, operand) ? told("[[", operator, operand, "]]") : undefined;
  const name = type === "SimpleCommand" ? literal(node.name) : undefined;
  const isTest = name === "test" || (type === "SimpleCommand" && isBracket(node.name));
  return isTest && Array.isArray(node.args) ? amongArgs(node.args) : undefined;
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

/** Below these, sizes are not those of the content. */
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
