// Patterns of snippets that treat a missing file as an answer, wherever the path comes from. Each has its remedy.

import type { PipelineNode, StatementNode } from "../../snippet/syntax.ts";
import { nodesOf, type SyntaxNode } from "../../snippet/syntax.ts";
import { type About, assigned, GREPS, isA, nameOf, plainArgs, substitutionIn } from "./tree.ts";

/** `cat /sys/x | grep -q avx` */
export function catIntoGrep(node: SyntaxNode, { concerns }: About): string | undefined {
  if (!isA(node, "Pipeline")) return undefined;
  const names = node.commands.map(nameOf);
  const isSo = names.some((name, i) => name === "cat" && GREPS.has(names[i + 1]) && concerns(node.commands[i]));
  return isSo ? "Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches" : undefined;
}

/** `set -e`, `set -euo pipefail`, `set -o errexit` */
export function errexit(node: SyntaxNode): string | undefined {
  if (!isA(node, "SimpleCommand") || nameOf(node) !== "set") return undefined;
  const isSo = plainArgs(node).some((arg) => arg === "errexit" || /^-[a-z]*e/.test(arg));
  if (!isSo) return undefined;
  return "Remove set -e: it ends the check with the code of the failed command, often 1.\nWrite || exit 2 after each command that reads";
}

/** `[ -z "$(cat /sys/x)" ]`, `[[ $(cat /sys/x) == *avx* ]]`, `case $(cat /sys/x) in` */
export function comparedAtOnce(node: SyntaxNode, about: About): string | undefined {
  const [construct, word] = comparisonIn(node) ?? [];
  const substitution = substitutionIn(word, about);
  if (substitution === undefined) return undefined;
  return `${construct} sees empty text if the file is missing. Read the file first:\n${assigned("value", substitution, about)}`;
}

function comparisonIn(node: SyntaxNode): readonly [string, unknown] | undefined {
  if (isA(node, "ConditionalCommand")) return ["[[ … ]]", node.expression];
  if (isA(node, "Case")) return ["case", node.word];
  const isTest = isA(node, "SimpleCommand") && ["[", "test"].includes(nameOf(node) ?? "");
  return isTest ? ["[ … ]", node.args] : undefined;
}

/** `if grep -q avx /sys/x; then`, `grep -q avx /sys/x || exit 1`, `! grep -q avx /sys/x` */
export function grepAsCondition(node: SyntaxNode, { concerns }: About): string | undefined {
  const construct = conditionsIn(node).find(([, pipeline]) => endsInGrep(pipeline) && concerns(pipeline))?.[0];
  if (construct === undefined) return undefined;
  const take = `Test $? of grep: it is 2 if the file is missing, which \`${construct}\` treats as no match:`;
  return `${take}\n  grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac`;
}

/** What is tested for success only, and by which word. */
function conditionsIn(node: SyntaxNode): readonly (readonly [string, PipelineNode | undefined])[] {
  if (isA(node, "Statement")) return node.operators.map((operator, i) => [operator, node.pipelines[i]]);
  if (isA(node, "Pipeline")) return node.negated ? [["!", node]] : [];
  if (isA(node, "While")) return [["while", lastOf(node.condition)]];
  if (isA(node, "Until")) return [["until", lastOf(node.condition)]];
  return isA(node, "If") ? node.clauses.map(({ condition }) => ["if", lastOf(condition)]) : [];
}

function lastOf(statements: readonly StatementNode[]): PipelineNode | undefined {
  return statements.at(-1)?.pipelines.at(-1);
}

function endsInGrep(pipeline: PipelineNode | undefined): boolean {
  return GREPS.has(nameOf(pipeline?.commands.at(-1)));
}

/** `[ -r /sys/x ] || exit 1`, `value=$(cat /sys/x) || { echo "it is gone"; exit 1; }` */
export function sharedExitCode(node: SyntaxNode, { concerns }: About): string | undefined {
  if (!isA(node, "Statement")) return undefined;
  const isSo = node.operators.some(
    (operator, i) => operator === "||" && concerns(node.pipelines[i]) && endsAsVerdict(node.pipelines[i + 1]),
  );
  if (!isSo) return undefined;
  return "Use another exit code here:\nexit 2 if nothing can be read, because 0 and 1 are verdicts";
}

/** `exit 1`, `return 0`, `{ …; exit 1; }`, and `answer 1 "…"`, a function of the snippet. */
function endsAsVerdict(pipeline: PipelineNode | undefined): boolean {
  return [...nodesOf(pipeline)].some(
    (node) => isA(node, "SimpleCommand") && !SAYS.has(nameOf(node)) && /^[01]$/.test(plainArgs(node)[0] ?? ""),
  );
}

/** Commands that take a number for something else. */
const SAYS: ReadonlySet<string | undefined> = new Set(["[", "test", "echo", "printf", "sleep"]);
