// What just-bash gets wrong without saying so, as far as a snippet's (repaired) syntax tree shows it. The real bash
// answers these.

import type { ScriptNode } from "just-bash";
import { EXPANDS_WRONGLY } from "./shell-repairs.ts";
import { nodesOf, type SyntaxNode } from "./syntax.ts";

/** The parts of a snippet that the simulated shell must refuse, as they are written. */
export function beyondSimulation(script: ScriptNode): readonly string[] {
  const found = [...nodesOf(script)].map((node) => arithmeticOf(node) ?? constructOf(node));
  return [...new Set(found.filter((what) => what !== undefined))];
}

/** Just-bash expands a range up to here, and says nothing of the rest. */
const LONGEST_RANGE = 10_000;

function constructOf({ type, words, start, end }: SyntaxNode): string | undefined {
  if (type === "For" && words === null) return "for without a list";
  const isLong = type === "Range" && Math.abs(Number(end) - Number(start)) >= LONGEST_RANGE;
  return isLong ? `{${String(start)}..${String(end)}}` : undefined;
}

/** Whole numbers of 64 bits are not just-bash's, nor are bases written with a variable. */
const SHIFTS: ReadonlySet<unknown> = new Set(["<<", ">>", "<<=", ">>="]);

/** What could not be repaired, as in `for ((i = 0; i < ${x%.*}; i++))`. */
function arithmeticOf({ type, content, command, operator }: SyntaxNode): string | undefined {
  if (String(type).startsWith("Arith") && SHIFTS.has(operator)) return `${String(operator)} in arithmetic`;
  if (type === "ArithConcat") return "a number put together in arithmetic, such as 10#$x";
  if (type === "ArithCommandSubst") return `$(${command}) in arithmetic`;
  const isWrong = type === "ArithBracedExpansion" && EXPANDS_WRONGLY.test(`\${${content}}`);
  return isWrong ? `\${${content}} in arithmetic` : undefined;
}
