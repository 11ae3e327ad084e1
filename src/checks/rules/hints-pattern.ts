// What a hint is made of: a pattern that looks at one node of the syntax tree, so that comments, strings and
// here-documents are never taken for commands, and lines of shell for its remedy.

import { posix } from "node:path";
import { nodesOf, type SyntaxNode } from "../syntax.ts";
import { GREPS, isA, nameOf } from "./hints-tree.ts";

/** The path in question, and whether a part of the tree has to do with it. */
export type About = { readonly path: string; readonly concerns: (part: unknown) => boolean };

/** The remedy for what this node does wrong with a path; undefined where it is not of the pattern. */
export type Pattern = (node: SyntaxNode, about: About) => string | undefined;

/** The first $(…) that has to do with the path. */
export function substitutionIn(part: unknown, { concerns }: About): SyntaxNode | undefined {
  return [...nodesOf(part)].find((inner) => inner.type === "CommandSubstitution" && concerns(inner));
}

/** `value=$(cat …) || { …; exit 2; }`; of grep, 1 is an answer. */
export function assigned(variable: string, substitution: SyntaxNode, { path }: About): string {
  const commands = [...nodesOf(substitution)].filter((inner) => isA(inner, "SimpleCommand")).map(nameOf);
  const read = `${variable}=$(${commands[0] ?? "…"} …)`;
  return checked(GREPS.has(commands.at(-1)) ? `${read}; [ $? -le 1 ]` : read, path);
}

/** A line of shell that the author can copy. */
export function checked(test: string, path: string): string {
  return `  ${test} || { echo "cannot read ${posix.basename(path)}"; exit 2; }`;
}
