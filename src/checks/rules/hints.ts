// Repairs for snippets that answer where they can't know. What they are good for: an author who sees the fault named
// should not have to look up how shells report a missing file.

import { nodesOf, type SyntaxNode, syntaxOf } from "../syntax.ts";
import { catIntoGrep, comparedAtOnce, errexit, grepAsCondition, sharedExitCode } from "./hints-answers.ts";
import { type About, checked, type Pattern } from "./hints-pattern.ts";
import { declared, pipe, readerAlone, redirection, unchecked } from "./hints-reads.ts";
import { isA, mentions, nameOf, plainArgs, subjectOf } from "./hints-tree.ts";

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
