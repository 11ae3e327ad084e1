// Looks at the values of variables before they are counted with: just-bash counts in doubles, takes 08 for 8, and
// overlooks a carriage return.

import { parse } from "just-bash";
import { nodesOf, type SyntaxNode } from "../syntax.ts";
import { OPERANDS, type Part, partsOf, passed } from "./repair-commands.ts";

export type Arithmetic = { expression: { originalText?: string }; redirections?: unknown };

/**
 * In arithmetic, just-bash takes `${load%.*}` for 0, `$(wc -l < "$file")` does not see the variable, and `10#$n` is no
 * number. A quoted word is expanded rightly, so such an expression is given to `let`.
 */
export const EXPANDS_WRONGLY = /\$\(|`|#\$|0[xX]\$|\$\{(?!#?\w+(\[[@*]\])?\}|\w+:?-)/;

/** `(( … ))` */
export function becomeLet(node: Arithmetic): void {
  const { originalText = "" } = node.expression;
  if (!EXPANDS_WRONGLY.test(originalText)) return;
  const command = parse(`let "${originalText}"`).statements[0]?.pipelines[0]?.commands[0];
  Object.assign(node, command, { expression: undefined, redirections: node.redirections });
}

/** `$(( … ))`. In a subshell, so assignments in such an expression are lost: rare, and never seen in a check. */
export function becomeSubstitution(node: Arithmetic): void {
  const { originalText = "" } = node.expression;
  if (!EXPANDS_WRONGLY.test(originalText)) return;
  const body = parse(`let "result=(${originalText})"; echo "\${result?}"`);
  Object.assign(node, { type: "CommandSubstitution", body, legacy: false, expression: undefined });
}

/** Puts a look at its operands before each `$(( … ))` of a word. */
export function checkOperands(word: { parts: Part[] }): void {
  word.parts = word.parts.flatMap(withCheck);
  for (const part of word.parts) if (part.type === "DoubleQuoted") part.parts = part.parts.flatMap(withCheck);
}

function withCheck(part: Part): readonly Part[] {
  if (part.type !== "ArithmeticExpansion" || EXPANDS_WRONGLY.test(part.expression?.originalText ?? "")) return [part];
  const operands = operandsOf(part.expression);
  return operands.length === 0 ? [part] : [passed(OPERANDS, ...operands), part];
}

/** A command that looks at the operands of `(( … ))`; undefined where there are none. */
export function operandCheck(expression: Arithmetic["expression"]): string | undefined {
  if (EXPANDS_WRONGLY.test(expression.originalText ?? "")) return undefined;
  const names = namesIn(expression);
  return names.length === 0 ? undefined : `${OPERANDS} ${names.map((name) => `"\${${name}-}"`).join(" ")}`;
}

function operandsOf(expression: unknown): Part[][] {
  const nodes = nodesOf(expression);
  const products = nodes.filter((node) => node.operator === "*" || node.operator === "**");
  return [
    ...namesIn(expression).map((name) => [operandOf(name)]),
    ...products.flatMap((node) => [[text("*")], ...factorsOf(node)]),
  ];
}

function factorsOf({ left, right }: SyntaxNode): Part[][] {
  return [left, right].flatMap((side) =>
    nodesOf(side).flatMap((node) => {
      if (node.type === "ArithNumber") return [[text(String(node.value))]];
      return node.type === "ArithVariable" ? [[operandOf(String(node.name))]] : [];
    }),
  );
}

/** Names of variables, without those that bash fills. */
function namesIn(expression: unknown): readonly string[] {
  const nodes = nodesOf(expression);
  if (nodes.some(({ type, name }) => type === "ArithSpecialVar" && name === "?")) return [];
  const names = nodes.filter(({ type }) => type === "ArithVariable").map(({ name }) => String(name));
  return [...new Set(names)].filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

function operandOf(name: string): Part {
  return partsOf(`\${${name}-}`)[0] ?? text("");
}

function text(value: string): Part {
  return { type: "Literal", value };
}
