// Which variables of a snippet hold the paths of files that its redirections read: no trace shows such a target.

import { asFunction } from "../snippet/as-function.ts";
import { nodesOf, type SyntaxNode, staticText, syntaxOf } from "../snippet/syntax.ts";

/**
 * Names of the variables in the targets of `<`, sorted: `read -r x < "$dir/x"` has dir. The value of any other variable is
 * no file to read, such as a key of which a check only tests that it exists. None if the snippet cannot be parsed.
 */
export function openedBy(snippet: string): readonly string[] {
  return [...new Set(targetsIn(snippet).flatMap(namesIn))].sort();
}

/** Absolute paths in it that are the target of a `<`, except devices. */
export function writtenTargets(snippet: string): readonly string[] {
  return targetsIn(snippet)
    .map((target) => staticText(target) ?? "")
    .filter((path) => path.startsWith("/") && !path.startsWith("/dev/"));
}

function targetsIn(snippet: string): readonly unknown[] {
  return nodesOf(syntaxOf(asFunction(snippet)))
    .filter(({ type, operator }) => type === "Redirection" && operator === "<")
    .map(({ target }) => target);
}

/** Not those of a subscript, a pattern or a substitution in it: `$(dirname "$key")` is another path than the key. */
function namesIn(word: unknown): readonly string[] {
  const { parts = [] } = (word ?? {}) as { parts?: readonly SyntaxNode[] };
  return parts.flatMap((part) => {
    if (part.type === "DoubleQuoted") return namesIn(part);
    if (part.type !== "ParameterExpansion") return [];
    const { type, word: other } = (part.operation ?? {}) as SyntaxNode;
    const name = NAME.exec(String(part.parameter))?.[0];
    return [...(name === undefined ? [] : [name]), ...(PUTS_OTHER.has(type) ? namesIn(other) : [])];
  });
}

const NAME = /^[A-Za-z_]\w*/;
/** `${a:-$b}`, `${a:=$b}`, `${a:+$b}` */
const PUTS_OTHER: ReadonlySet<unknown> = new Set(["DefaultValue", "AssignDefault", "UseAlternative"]);
