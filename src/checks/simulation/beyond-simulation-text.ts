// What just-bash gets wrong because of the text of a snippet or of the files that it read: bytes beyond ASCII, NULs,
// and what it can't read at all.

import type { ScriptNode } from "just-bash";
import type { Host } from "../../model/host.ts";
import { literal, nodesOf } from "../syntax.ts";

/** What of a snippet must be refused before it runs. */
export function beyondText(snippet: string, tree: ScriptNode | undefined): readonly string[] {
  if (tree === undefined) return ["syntax that the simulated shell can't read"];
  const found: string[] = [];
  // In the C locale, bash writes it out.
  if (/\\[uU][0-9A-Fa-f]/.test(snippet)) found.push("\\u, a character by its number");
  if (/[^\0-\x7f]/.test(snippet) && nodesOf(tree).some(countsCharacters))
    found.push("a count of characters beyond ASCII");
  return found;
}

type Looked = { readonly stderr: string; readonly read: Iterable<string> };

/** What of a run must be refused afterwards. */
export function beyondRun({ stderr, read }: Looked, host: Host, tree: ScriptNode | undefined): readonly string[] {
  const found: string[] = [];
  const [, failure] = CONDITION.exec(stderr) ?? [];
  if (failure !== undefined) found.push(`[[ … ]], ${failure}`);
  const nodes = nodesOf(tree);
  const takes = (names: readonly string[]) =>
    nodes.some(({ type, name }) => type === "SimpleCommand" && names.includes(literal(name) ?? ""));
  const keeps = nodes.some(({ type }) => type === "CommandSubstitution") || takes(LINE_READERS);
  for (const path of read) {
    const content = host.files.get(path);
    const isPlain = content?.every((byte) => byte !== 0 && byte < ASCII) ?? true;
    if (isPlain) continue;
    if (takes(LINE_READERS) || nodes.some(countsCharacters)) found.push(`bytes beyond ASCII of ${path}`);
    else if (content?.includes(0) && keeps && !takes(["tr", "xargs"])) found.push(`NULs of ${path}`);
  }
  return found;
}

const ASCII = 0x80;

/** What just-bash says of `[[ ]]` where it goes on and bash does not, or where it has another engine. */
const CONDITION = /conditional expression: .*?(unbound variable|Invalid regular expression)/;

/** They take the bytes of a file for characters. */
const LINE_READERS = ["read", "mapfile", "readarray"] as const;

/** `${#x}`, `${x:0:3}`, `?`: in the C locale a character is a byte. */
function countsCharacters({ type, operation, pattern }: ReturnType<typeof nodesOf>[number]): boolean {
  if (type === "Glob") return String(pattern).startsWith("?") && !String(pattern).startsWith("?(");
  const kind = (operation as { type?: unknown } | null | undefined)?.type;
  return type === "ParameterExpansion" && (kind === "Length" || kind === "Substring");
}
