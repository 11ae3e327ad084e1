// What hints need to know of a syntax tree: the name of a command, and which parts concern a path.

import { posix } from "node:path";
import type { CommandNode, PipelineNode, SimpleCommandNode, StatementNode } from "../../snippet/syntax.ts";
import { literal, nodesOf, type SyntaxNode } from "../../snippet/syntax.ts";

/** The nodes that hints look at, by the type that just-bash gives them. */
type Types = { Statement: StatementNode; Pipeline: PipelineNode; SimpleCommand: SimpleCommandNode } & {
  [T in CommandNode["type"]]: Extract<CommandNode, { type: T }>;
};

/** True for a node of the given type. */
export function isA<T extends keyof Types>(node: SyntaxNode, type: T): node is SyntaxNode & Types[T] {
  return node.type === type;
}

/** "grep", "["; undefined for what is no simple command, or has a name that is put together. */
export function nameOf(command: CommandNode | undefined): string | undefined {
  if (command?.type !== "SimpleCommand" || command.name === null) return undefined;
  const [first] = command.name.parts;
  return first?.type === "Glob" && first.pattern === "[" ? "[" : literal(command.name);
}

/** The plain words after the name. */
export function plainArgs(command: SimpleCommandNode): readonly string[] {
  return command.args.map(literal).filter((arg) => arg !== undefined);
}

export const GREPS: ReadonlySet<string | undefined> = new Set(["grep", "egrep", "fgrep"]);

/** Commands that end with what they could read, in a way that `||` sees. */
export const READERS: ReadonlySet<string | undefined> = new Set([
  ...["awk", "cat", "comm", "cut", "head", "join", "nl", "paste", "rev", "sed", "sort", "tac", "tail", "uniq", "wc"],
]);

/** A path, and the variables that may hold it. */
export type Subject = { readonly path: string; readonly holders: ReadonlySet<string> };

/** The variables into which a path is put somewhere in the tree, by assignment or by a loop over a list. */
export function subjectOf(script: unknown, path: string): Subject {
  const holders = new Set<string>();
  const nodes = [...nodesOf(script)];
  // One variable may be put into another: each round finds what the one before made known.
  for (let known = -1; known < holders.size; ) {
    known = holders.size;
    for (const node of nodes) {
      const [name, value] = node.type === "For" ? [node.variable, node.words] : [node.name, node.value];
      const isPut = node.type === "For" || node.type === "Assignment";
      if (isPut && typeof name === "string" && mentions(value, { path, holders })) holders.add(name);
    }
  }
  return { path, holders };
}

/** True for a part of the tree that contains the path, or a variable that may hold it. */
export function mentions(part: unknown, { path, holders }: Subject): boolean {
  return [...nodesOf(part)].some(({ type, value, parameter }) => {
    if (type === "ParameterExpansion") return typeof parameter === "string" && holders.has(parameter);
    return (type === "Literal" || type === "SingleQuoted") && typeof value === "string" && value.includes(path);
  });
}

/** The path in question, and whether a part of the tree concerns it. */
export type About = { readonly path: string; readonly concerns: (part: unknown) => boolean };

/** The remedy for what this node does wrong with a path; undefined if it does not match the pattern. */
export type Pattern = (node: SyntaxNode, about: About) => string | undefined;

/** The first $(…) that concerns the path. */
export function substitutionIn(part: unknown, { concerns }: About): SyntaxNode | undefined {
  return [...nodesOf(part)].find((inner) => inner.type === "CommandSubstitution" && concerns(inner));
}

/** `value=$(cat …) || { …; exit 2; }`; an exit code of 1 from grep is an answer. */
export function assigned(variable: string, substitution: SyntaxNode, { path }: About): string {
  const commands = [...nodesOf(substitution)].filter((inner) => isA(inner, "SimpleCommand")).map(nameOf);
  const read = `${variable}=$(${commands[0] ?? "…"} …)`;
  return checked(GREPS.has(commands.at(-1)) ? `${read}; [ $? -le 1 ]` : read, path);
}

/** A line of shell that the author can copy. */
export function checked(test: string, path: string): string {
  return `  ${test} || { echo "cannot read ${posix.basename(path)}"; exit 2; }`;
}
