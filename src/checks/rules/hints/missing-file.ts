// Repairs for snippets that answer where they can't know. What they are good for: an author who sees the fault named
// should not have to look up how shells report a missing file.

import { nodesOf, type SyntaxNode, syntaxOf } from "../../snippet/syntax.ts";
import { catIntoGrep, comparedAtOnce, errexit, grepAsCondition, sharedExitCode } from "./answers.ts";
import {
  type About,
  assigned,
  checked,
  isA,
  mentions,
  nameOf,
  type Pattern,
  plainArgs,
  READERS,
  subjectOf,
  substitutionIn,
} from "./tree.ts";

/** The first that fits is told. These are faults wherever they stand, even where the path comes from elsewhere. */
const NARROW: readonly Pattern[] = [catIntoGrep, comparedAtOnce, grepAsCondition, sharedExitCode];
const PATTERNS: readonly Pattern[] = [...NARROW, pipe, redirection, declared, unchecked, readerAlone];

/** What makes this snippet take the missing file for an answer, and the repair; several lines. */
export function missingFileHint(snippet: string, path: string): string {
  const script = syntaxOf(snippet);
  const nodes = [...nodesOf(script)];
  const subject = subjectOf(script, path);
  const patterns = nodes.some(setsPipefail) ? PATTERNS.filter((pattern) => pattern !== pipe) : PATTERNS;
  return (
    // It changes what every pattern means, wherever it stands.
    firstOf([errexit], nodes, { path, concerns: () => true }) ??
    firstOf(patterns, nodes, { path, concerns: (part) => mentions(part, subject) }) ??
    firstOf(NARROW, nodes, { path, concerns: () => true }) ??
    `Say 2 when it can't be read:\n${checked(`[ -r ${path} ]`, path)}`
  );
}

/** The same for a file that was found by a pattern: another machine has other names. */
export function foundFileHint(snippet: string): string {
  const nodes = [...nodesOf(syntaxOf(snippet))];
  return (
    firstOf([errexit, ...NARROW], nodes, { path: "$file", concerns: () => true }) ??
    `Say 2 when one of them can't be read:\n${checked('value=$(cat "$file")', "$file")}`
  );
}

function firstOf(patterns: readonly Pattern[], nodes: readonly SyntaxNode[], about: About): string | undefined {
  for (const pattern of patterns) {
    const found = nodes.map((node) => pattern(node, about)).find((remedy) => remedy !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** With it, a pipe tells what its first command could not read. */
function setsPipefail(node: SyntaxNode): boolean {
  return isA(node, "SimpleCommand") && nameOf(node) === "set" && plainArgs(node).includes("pipefail");
}

/** `value=$(cut -d : -f 2 /sys/x | tr -d ' ')`, where nobody asked for pipefail. */
function pipe(node: SyntaxNode, { path, concerns }: About): string | undefined {
  if (!isA(node, "Pipeline") || !concerns(node.commands.slice(0, -1)) || node.commands.length < 2) return undefined;
  const last = nameOf(node.commands.at(-1)) ?? "…";
  return `A pipe ends with the code of its last command, here ${last},\nwhatever the first could read. Before it:\n${checked(`[ -r ${path} ]`, path)}`;
}

/** `list=$(cat /sys/x)`, `n=$(grep -c avx /sys/x)` and nobody looks at the exit code */
function unchecked(node: SyntaxNode, about: About): string | undefined {
  const [pipeline] = isA(node, "Statement") && node.operators.length === 0 ? node.pipelines : [];
  const [command] = pipeline?.commands ?? [];
  const [assignment] = command?.type === "SimpleCommand" && command.name === null ? command.assignments : [];
  const substitution = substitutionIn(assignment?.value, about);
  if (assignment === undefined || substitution === undefined) return undefined;
  const repaired = assigned(assignment.name, substitution, about);
  const grep = repaired.includes("-le 1") ? "; grep says 2 where it could not, and 1 for no match" : "";
  return `Look whether it could be read${grep}:\n${repaired}`;
}

/** `local list=$(cat /sys/x)` */
function declared(node: SyntaxNode, about: About): string | undefined {
  const name = isA(node, "SimpleCommand") ? nameOf(node) : undefined;
  const isSo = ["declare", "export", "local", "readonly", "typeset"].includes(name ?? "");
  const substitution = isSo ? substitutionIn(node, about) : undefined;
  if (substitution === undefined) return undefined;
  return `${name} ends with 0, whatever $(…) could read. In two steps:\n${assigned("value", substitution, about)}`;
}

/** `grep -q avx < /sys/x`, `while read -r line; do …; done < /sys/x` */
function redirection(node: SyntaxNode, { path, concerns }: About): string | undefined {
  const isSo = node.type === "Redirection" && node.operator === "<" && concerns(node.target);
  return isSo
    ? `A file that < can't open ends its command with 1. Before it:\n${checked(`[ -r ${path} ]`, path)}`
    : undefined;
}

/** `cat /sys/x`, and the check goes on, or ends with its code. */
function readerAlone(node: SyntaxNode, { path, concerns }: About): string | undefined {
  if (!isA(node, "SimpleCommand") || !READERS.has(nameOf(node)) || !concerns(node.args)) return undefined;
  return `${nameOf(node)} may say 1 for a file that it can't read. Before it:\n${checked(`[ -r ${path} ]`, path)}`;
}
