// Remedies for snippets that give a verdict without evidence: an author should not have to look up how shells report a
// missing file.

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

/** The first that fits is shown. These are faults wherever they are, even if the path comes from elsewhere. */
const NARROW: readonly Pattern[] = [catIntoGrep, comparedAtOnce, grepAsCondition, sharedExitCode];
const PATTERNS: readonly Pattern[] = [...NARROW, pipe, redirection, declared, unchecked, readerAlone];

/** Why this snippet treats the missing file as an answer, and the remedy; several lines. */
export function missingFileHint(snippet: string, path: string): string {
  const script = syntaxOf(snippet);
  const nodes = [...nodesOf(script)];
  const subject = subjectOf(script, path);
  const patterns = nodes.some(setsPipefail) ? PATTERNS.filter((pattern) => pattern !== pipe) : PATTERNS;
  return (
    // It changes what every pattern means, wherever it is.
    firstOf([errexit], nodes, { path, concerns: () => true }) ??
    firstOf(patterns, nodes, { path, concerns: (part) => mentions(part, subject) }) ??
    firstOf(NARROW, nodes, { path, concerns: () => true }) ??
    `Exit with 2 if it cannot be read:\n${checked(`[ -r ${path} ]`, path)}`
  );
}

/** The same for a file that was found by a pattern: another machine has other names. */
export function foundFileHint(snippet: string): string {
  const nodes = [...nodesOf(syntaxOf(snippet))];
  return (
    firstOf([errexit, ...NARROW], nodes, { path: "$file", concerns: () => true }) ??
    `Exit with 2 if one of them cannot be read:\n${checked('value=$(cat "$file")', "$file")}`
  );
}

function firstOf(patterns: readonly Pattern[], nodes: readonly SyntaxNode[], about: About): string | undefined {
  for (const pattern of patterns) {
    const found = nodes.map((node) => pattern(node, about)).find((remedy) => remedy !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** With it, a pipe fails if its first command fails. */
function setsPipefail(node: SyntaxNode): boolean {
  return isA(node, "SimpleCommand") && nameOf(node) === "set" && plainArgs(node).includes("pipefail");
}

/** `value=$(cut -d : -f 2 /sys/x | tr -d ' ')`, without pipefail. */
function pipe(node: SyntaxNode, { path, concerns }: About): string | undefined {
  if (!isA(node, "Pipeline") || !concerns(node.commands.slice(0, -1)) || node.commands.length < 2) return undefined;
  const last = nameOf(node.commands.at(-1)) ?? "…";
  return `A pipe exits with the code of its last command, here ${last},\neven if the first could not read its file. Test the file first:\n${checked(`[ -r ${path} ]`, path)}`;
}

/** `list=$(cat /sys/x)`, `n=$(grep -c avx /sys/x)`, and the exit code is not used. */
function unchecked(node: SyntaxNode, about: About): string | undefined {
  const [pipeline] = isA(node, "Statement") && node.operators.length === 0 ? node.pipelines : [];
  const [command] = pipeline?.commands ?? [];
  const [assignment] = command?.type === "SimpleCommand" && command.name === null ? command.assignments : [];
  const substitution = substitutionIn(assignment?.value, about);
  if (assignment === undefined || substitution === undefined) return undefined;
  const repaired = assigned(assignment.name, substitution, about);
  const grep = repaired.includes("-le 1") ? "; grep exits with 2 if not, and with 1 for no match" : "";
  return `Test whether it could be read${grep}:\n${repaired}`;
}

/** `local list=$(cat /sys/x)` */
function declared(node: SyntaxNode, about: About): string | undefined {
  const name = isA(node, "SimpleCommand") ? nameOf(node) : undefined;
  const isSo = ["declare", "export", "local", "readonly", "typeset"].includes(name ?? "");
  const substitution = isSo ? substitutionIn(node, about) : undefined;
  if (substitution === undefined) return undefined;
  return `${name} exits with 0 even if $(…) fails. Use two steps:\n${assigned("value", substitution, about)}`;
}

/** `grep -q avx < /sys/x`, `while read -r line; do …; done < /sys/x` */
function redirection(node: SyntaxNode, { path, concerns }: About): string | undefined {
  const isSo = node.type === "Redirection" && node.operator === "<" && concerns(node.target);
  return isSo
    ? `A command exits with 1 if its < cannot open the file. Test the file first:\n${checked(`[ -r ${path} ]`, path)}`
    : undefined;
}

/** `cat /sys/x`, and the check continues, or ends with its code. */
function readerAlone(node: SyntaxNode, { path, concerns }: About): string | undefined {
  if (!isA(node, "SimpleCommand") || !READERS.has(nameOf(node)) || !concerns(node.args)) return undefined;
  return `${nameOf(node)} may exit with 1 if it cannot read the file. Test the file first:\n${checked(`[ -r ${path} ]`, path)}`;
}
