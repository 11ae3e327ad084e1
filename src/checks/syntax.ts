// A snippet's syntax tree as just-bash parses it, and how to walk it; its node types are not exported.

import { parse, type ScriptNode } from "just-bash";

export type SyntaxNode = Readonly<Record<string, unknown>>;

/** Every node of a tree, parents first. */
export function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as SyntaxNode;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

/** The text of a word that consists of one plain piece. */
export function literal(word: unknown): string | undefined {
  const parts = (word as { parts?: readonly SyntaxNode[] } | null)?.parts;
  const value = parts?.length === 1 ? parts[0]?.value : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The tree of a snippet; undefined where just-bash can't read it, which says nothing of bash. */
export function syntaxOf(snippet: string): ScriptNode | undefined {
  try {
    return parse(snippet);
  } catch {
    return undefined;
  }
}

const WRITES: ReadonlySet<unknown> = new Set([">", ">>", ">|", "&>", "&>>", "<>"]);
const STREAMS = /^\/dev\/(null|fd\/\d+|std(in|out|err))$|^\/dev\/(tcp|udp)\//;

/** Files that redirections name as written to, each as "> /path": what hides its error message would go unseen. */
export function writesIn(script: ScriptNode): readonly string[] {
  const targets = [...nodesOf(script)]
    .filter(({ type, operator }) => type === "Redirection" && WRITES.has(operator))
    .map(({ target }) => literal(target));
  return [...new Set(targets)]
    .filter((path) => path?.startsWith("/") && !STREAMS.test(path))
    .map((path) => `> ${path}`);
}
