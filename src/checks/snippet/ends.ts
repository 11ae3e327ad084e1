// Which simple commands answer, and which only speak: `exit 2`, `answer 2 "cannot read it"`, `echo "It is there"`.

import type { FunctionDefNode, SimpleCommandNode } from "./syntax.ts";
import { literal, nodesOf, type SyntaxNode, staticText } from "./syntax.ts";

/** Commands that print, or that change nothing but the flow of the script. */
const SPEAKS: ReadonlySet<string | undefined> = new Set([
  ...["echo", "printf", ":", "true", "false", "break", "continue", "shift", "set", "unset"],
  ...["local", "declare", "typeset", "readonly", "export"],
]);

type Functions = ReadonlyMap<string, FunctionDefNode>;

/** How a command ends the check: with a code, with one that only a run shows, or not at all. */
export type End = number | "open" | undefined;

/** The functions that a tree defines, by their names. */
export function functionsIn(tree: unknown): Functions {
  const found = nodesOf(tree).filter((node): node is SyntaxNode & FunctionDefNode => node.type === "FunctionDef");
  return new Map(found.map((definition) => [definition.name, definition]));
}

/** Whether a command, or the function that it calls, does nothing but print. */
export function onlySpeaks(command: SimpleCommandNode, functions: Functions, depth = DEEPEST): boolean {
  const name = nameOf(command);
  if (SPEAKS.has(name)) return true;
  const isText = ({ operator }: { readonly operator: string }) => operator.startsWith("<<");
  if (name === "cat" && command.args.length === 0 && command.redirections.some(isText)) return true;
  const definition = functions.get(name ?? "");
  if (definition === undefined || depth === 0) return false;
  const inner = nodesOf(definition.body).filter((node) => isSimple(node) && node.name !== null);
  return inner.length > 0 && inner.filter(isSimple).every((one) => onlySpeaks(one, functions, depth - 1));
}

/** How a command ends the check; `given` are the arguments of the function around it. */
export function endOf(
  command: SimpleCommandNode,
  functions: Functions,
  given: readonly (string | undefined)[] = [],
  depth = DEEPEST,
): End {
  const name = nameOf(command);
  const args = command.args.map((word) => wordIn(word, given));
  if (name === "exit" || name === "return") return codeIn(args[0]);
  const definition = functions.get(name ?? "");
  const last = definition === undefined || depth === 0 ? undefined : lastOf(definition);
  const end = last === undefined ? undefined : endOf(last, functions, args, depth - 1);
  // `code=$1; shift; …; exit "$code"`
  return end === "open" ? codeIn(args[0]) : end;
}

/** Functions that call functions. */
const DEEPEST = 4;

function nameOf({ name }: SimpleCommandNode): string | undefined {
  return name === null ? undefined : staticText(name);
}

function isSimple(node: SyntaxNode): node is SyntaxNode & SimpleCommandNode {
  return node.type === "SimpleCommand";
}

/** The command with which a function always ends. */
function lastOf({ body }: FunctionDefNode): SimpleCommandNode | undefined {
  if (body.type !== "Group") return undefined;
  const { pipelines = [] } = body.body.at(-1) ?? {};
  const [command] = pipelines[0]?.commands ?? [];
  return pipelines.length === 1 && command?.type === "SimpleCommand" ? command : undefined;
}

function codeIn(text: string | undefined): End {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) % 256 : "open";
}

/** A plain word, `"$1"` or `${1:-2}`. */
function wordIn(word: unknown, given: readonly (string | undefined)[]): string | undefined {
  const { parts = [] } = word as { parts?: readonly SyntaxNode[] };
  const [part] = parts;
  if (parts.length !== 1 || part === undefined) return staticText(word);
  if (part.type === "DoubleQuoted") return wordIn(part, given);
  if (part.type !== "ParameterExpansion") return staticText(word);
  const { type, word: instead } = (part.operation ?? {}) as SyntaxNode;
  const value = given[Number(part.parameter) - 1];
  if (type === undefined || value !== undefined) return value;
  return type === "DefaultValue" && Number(part.parameter) > given.length ? literal(instead) : undefined;
}
