// A snippet's syntax tree as just-bash parses it, and how to walk it; its node types are not exported.

import { parse, type ScriptNode } from "just-bash";

export type SyntaxNode = Readonly<Record<string, unknown>>;

/** Every node of a tree, parents first. */
export function nodesOf(tree: unknown): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  collect(tree, found);
  return found;
}

function collect(value: unknown, found: SyntaxNode[]): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) found.push(value as SyntaxNode);
  for (const child of Object.values(value)) collect(child, found);
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

/** Whether `return` stands where no function of the script is. */
export function returnsAtTop(script: ScriptNode): boolean {
  const everywhere = nodesOf(script).filter(isReturn);
  const inFunctions = nodesOf(script)
    .filter(({ type }) => type === "FunctionDef")
    .flatMap((node) => nodesOf(node).filter(isReturn));
  return everywhere.some((node) => !inFunctions.includes(node));
}

function isReturn({ type, name }: SyntaxNode): boolean {
  return type === "SimpleCommand" && literal(name) === "return";
}
