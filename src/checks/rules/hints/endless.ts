// Why a snippet does not end, as far as its syntax tree shows it.

import type { SimpleCommandNode } from "../../snippet/syntax.ts";
import { nodesOf, type SyntaxNode, syntaxOf } from "../../snippet/syntax.ts";
import { isA, nameOf, plainArgs } from "./tree.ts";

/** What to change so that the check ends; undefined if the tree shows no cause. */
export function endlessHint(snippet: string): string | undefined {
  const nodes = [...nodesOf(syntaxOf(snippet))];
  for (const cause of [follows, endlessLoop, callsItself, waitsForTerminal, anyLoop]) {
    const found = nodes.map(cause).find((remedy) => remedy !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `tail -f /var/log/syslog` */
function follows(node: SyntaxNode): string | undefined {
  const isSo = isA(node, "SimpleCommand") && nameOf(node) === "tail" && plainArgs(node).some((arg) => FOLLOW.test(arg));
  return isSo ? "Remove -f of tail: a check reads once" : undefined;
}

const FOLLOW = /^-\w*[fF]|^--follow/;

/** `while :`, `while true`, `until false`, `for ((;;))` */
function endlessLoop(node: SyntaxNode): string | undefined {
  if (isA(node, "CStyleFor")) return node.condition === null ? once("for ((;;))") : undefined;
  if (!isA(node, "While") && !isA(node, "Until")) return undefined;
  const name = nameOf(node.condition.at(-1)?.pipelines.at(-1)?.commands.at(-1));
  const isSo = isA(node, "While") ? name === ":" || name === "true" : name === "false";
  return isSo ? once(`${node.type.toLowerCase()} ${name}`) : undefined;
}

function once(loop: string): string {
  return `Remove the loop \`${loop}\`, or make it end: a check reads once`;
}

/** `f() { f; }`, a fork bomb */
function callsItself(node: SyntaxNode): string | undefined {
  if (!isA(node, "FunctionDef")) return undefined;
  const isSo = [...nodesOf(node.body)].some((inner) => isA(inner, "SimpleCommand") && nameOf(inner) === node.name);
  return isSo ? `Make the function ${node.name} end: it calls itself` : undefined;
}

/** `read -r answer`, and a `cat` without a file: on a real machine they wait for input. */
function waitsForTerminal(node: SyntaxNode): string | undefined {
  if (!isA(node, "Statement")) return undefined;
  const alone = node.pipelines.flatMap(({ commands }) => (commands.length === 1 ? commands : []));
  const waiting = alone.find((command) => command.type === "SimpleCommand" && waits(command));
  return waiting && `Name the input file of ${nameOf(waiting)}: without one, it waits for the terminal`;
}

function waits(command: SimpleCommandNode): boolean {
  const name = nameOf(command);
  if (command.redirections.some(({ operator }) => operator.startsWith("<"))) return false;
  return name === "read" || (name === "cat" && command.args.length === 0);
}

/** Any other loop: nothing else takes that long. */
function anyLoop(node: SyntaxNode): string | undefined {
  const isLoop = isA(node, "While") || isA(node, "Until") || isA(node, "CStyleFor") || isA(node, "For");
  return isLoop ? "Make sure that its loops end" : undefined;
}
