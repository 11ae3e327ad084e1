// A snippet's syntax tree as just-bash parses it, and how to walk it. Nothing else of that package is used, and no module
// but this folder knows it.

import type { CommandNode, ScriptNode } from "just-bash";
import { required } from "../../core/lazily.ts";
import type { Refusal } from "../../model/check.ts";
import { changesMachine } from "../../model/writers.ts";

export type { CommandNode, PipelineNode, ScriptNode, SimpleCommandNode, StatementNode } from "just-bash";
export type FunctionDefNode = Extract<CommandNode, { type: "FunctionDef" }>;

export type SyntaxNode = Readonly<Record<string, unknown>>;

const bash = required<typeof import("just-bash")>("just-bash");

/** Every node of a tree, parents first. */
export function nodesOf(tree: unknown): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  // A sum of thousands of terms is as deep: a list of what is left has room for it, the stack of calls has not.
  const left = [tree];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value)) found.push(value as SyntaxNode);
    left.push(nestedIn(value));
    for (const child of Object.values(value).reverse()) left.push(child);
  }
  return found;
}

const nested = new WeakMap<object, ScriptNode | null>();

/**
 * What the parser leaves as text in a node, read: `$(…)` and `${x}` in arithmetic, a subscript as in `a[$(…)]`, and the
 * commands of trap. A subscript and `${x}` are the arguments of a command `:`. Null for any other node.
 */
export function nestedIn(node: object): ScriptNode | null {
  const known = nested.get(node);
  if (known !== undefined) return known;
  const text = nestedTextOf(node as SyntaxNode);
  const read = text === undefined ? null : (syntaxOf(text) ?? null);
  nested.set(node, read);
  return read;
}

function nestedTextOf({ type, command, content, parameter, name, args }: SyntaxNode): string | undefined {
  if (type === "SimpleCommand") return written(name) === "trap" ? trapped(args as readonly unknown[]) : undefined;
  if (type === "ArithCommandSubst") return String(command);
  if (type === "ArithBracedExpansion") return `: \${${String(content)}}`;
  const named = type === "ParameterExpansion" ? parameter : type === "Assignment" ? name : undefined;
  const [, subscript] = typeof named === "string" ? (/\[([^@*][\s\S]*)\]$/.exec(named) ?? []) : [];
  return subscript === undefined ? undefined : `: ${subscript}`;
}

/** `trap 'rm "$x"' EXIT`; not `trap - EXIT`. */
function trapped(args: readonly unknown[]): string | undefined {
  const [text, signal] = args.map(written);
  return signal === undefined || text === undefined || /^-?$|^-[lp]|…/.test(text) ? undefined : text;
}

/** The line of the command that contains a node; in `$(…)` and `<(…)` none is known, because lines are counted anew there. */
export function linesOf(tree: unknown): ReadonlyMap<SyntaxNode, number> {
  const lines = new Map<SyntaxNode, number>();
  const left: Below[] = [{ value: tree, around: undefined, isNested: false }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, around, isNested } = next;
    if (typeof value !== "object" || value === null) continue;
    const node = value as SyntaxNode;
    if (COUNTED_ANEW.has(node.type)) continue;
    const line = typeof node.line === "number" && !isNested ? node.line : around;
    if (line !== undefined) lines.set(node, line);
    left.push({ value: nestedIn(value), around: line, isNested: true });
    for (const child of Object.values(value).reverse()) left.push({ value: child, around: line, isNested });
  }
  return lines;
}

/** What is still to be looked at, with the line of the command around it. */
type Below = { readonly value: unknown; readonly around: number | undefined; readonly isNested: boolean };

/** Parts of a tree in which lines are counted anew. */
export const COUNTED_ANEW: ReadonlySet<unknown> = new Set([
  ...["CommandSubstitution", "ProcessSubstitution", "ArithCommandSubst"],
]);

/** The text of a word that consists of one plain piece. */
export function literal(word: unknown): string | undefined {
  const parts = (word as { parts?: readonly SyntaxNode[] } | null)?.parts;
  const value = parts?.length === 1 ? parts[0]?.value : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The text of a word, however it is quoted: `\eval` and `"ev"al` are eval. Expansions are shown as "…". */
export function written(word: unknown): string {
  const parts = (word as { parts?: readonly SyntaxNode[] } | null)?.parts ?? [];
  return parts
    .map(({ type, value, pattern, ...part }) => {
      if (type === "DoubleQuoted") return written(part);
      const text = type === "Glob" ? pattern : value;
      return typeof text === "string" ? text : "…";
    })
    .join("");
}

/** The text that a word always has, however it is quoted: `'gr'ep` is grep, and `[` is itself. */
export function staticText(word: unknown): string | undefined {
  const { parts = [] } = word as { parts?: readonly SyntaxNode[] };
  const texts = parts.map(staticPart);
  return texts.length === 0 || texts.includes(undefined) ? undefined : texts.join("");
}

function staticPart(part: SyntaxNode): string | undefined {
  if (part.type === "DoubleQuoted") return staticText(part);
  if (part.type === "Glob") return part.pattern === "[" ? "[" : undefined;
  return typeof part.value === "string" ? part.value : undefined;
}

/** The plain text with which a word begins. */
export function beginning(word: unknown): string | undefined {
  const value = (word as { parts?: readonly SyntaxNode[] } | null)?.parts?.[0]?.value;
  return typeof value === "string" ? value : undefined;
}

/** The tree of a snippet; undefined where just-bash can't read it, which says nothing of bash. */
export function syntaxOf(snippet: string): ScriptNode | undefined {
  return parsed(snippet) ?? parsed(inItsWords(snippet));
}

function parsed(text: string): ScriptNode | undefined {
  try {
    const tree = bash().parse(text);
    if (text.includes("((")) for (const node of nodesOf(tree)) readSubstitutions(node);
    return tree;
  } catch {
    return undefined;
  }
}

/** In arithmetic, the parser takes double quotes out of `$(…)`; as a word, the same text keeps them. */
function readSubstitutions({ type, originalText, expression }: SyntaxNode): void {
  if (type !== "ArithmeticExpression" || typeof originalText !== "string" || !originalText.includes("$(")) return;
  const own = plainNodesOf(expression).filter((node) => node.type === "ArithCommandSubst");
  const word = parsed(`: "${originalText}"`);
  const read = plainNodesOf(word, "CommandSubstitution").filter((node) => node.type === "CommandSubstitution");
  if (own.length !== read.length) return;
  for (const [i, node] of own.entries()) nested.set(node, read[i]?.body as ScriptNode);
}

/** The nodes of a tree as the parser made it, but none below one of type `end`. */
function plainNodesOf(tree: unknown, end?: string): readonly SyntaxNode[] {
  if (typeof tree !== "object" || tree === null) return [];
  const node = tree as SyntaxNode;
  const below = node.type === end ? [] : Object.values(node).flatMap((child) => plainNodesOf(child, end));
  return Array.isArray(tree) ? below : [node, ...below];
}

/** `case $x in mode=on)`: the parser takes such a pattern for an assignment, and an escaped one for what it is. */
const PATTERN_WITH_SIGN = /((?:^|\bin\s|;;|\||\()[ \t]*[\w*?.-]*)=(?=[^\s;()]*\))/gm;
/** `(( t & (1 << 9) ))`, three parentheses deep: the parser takes the shift for a here-document, and a product for what it is. */
const ARITHMETIC = /(?<!\$)\(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\)/g;

/** What the parser stumbles over as something of the same length and nature that it can read. */
function inItsWords(snippet: string): string {
  return snippet
    .replace(PATTERN_WITH_SIGN, "$1\\=")
    .replace(ARITHMETIC, (text) => text.replaceAll("<<=", "*= ").replaceAll("<<", "* "));
}

const WRITES: ReadonlySet<unknown> = new Set([">", ">>", ">|", "&>", "&>>", "<>"]);
const STREAMS = /^\/dev\/(null|fd\/\d+|std(in|out|err))$|^\/dev\/(tcp|udp)\//;

/** Files that redirections name as written to, and tools that write: where there is no such file, that would go unseen. */
export function writesIn(script: ScriptNode): readonly Refusal[] {
  const lines = linesOf(script);
  return nodesOf(script).flatMap((node): readonly Refusal[] => {
    const asked = redirectionOf(node) ?? toolOf(node);
    return asked === undefined ? [] : [{ cause: "write", asked, line: lines.get(node) }];
  });
}

function redirectionOf({ type, operator, target }: SyntaxNode): string | undefined {
  if (type !== "Redirection" || !WRITES.has(operator)) return undefined;
  const [first] = (target as { parts?: readonly SyntaxNode[] } | null)?.parts ?? [];
  // A check has no file to write, whatever it is called: which one a variable names need not be known.
  if (first?.type === "ProcessSubstitution") return undefined;
  const path = literal(target) ?? (first?.type === "DoubleQuoted" ? literal(first) : undefined) ?? "…";
  return STREAMS.test(path) ? undefined : `> ${path}`;
}

/** `sed -i s/a/b/ $file`, reported as `sed -i s/a/b/ …` */
function toolOf({ type, name, args }: SyntaxNode): string | undefined {
  if (type !== "SimpleCommand" || !Array.isArray(args)) return undefined;
  const line = [name, ...args].map((word) => literal(word) ?? "…").join(" ");
  return writesByTool(line) ? line : undefined;
}

/** The name of `[ -x file ]` is parsed as the beginning of a pattern. */
export function isBracket(name: unknown): boolean {
  return (name as { parts?: readonly SyntaxNode[] } | null)?.parts?.[0]?.pattern === "[";
}

/** Whether `return` is outside of any function of the script. */
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

const WRITERS: ReadonlySet<string | undefined> = new Set(["find", "sed", "sort"]);

/** What `find -exec` runs is judged as a command of its own. */
const EXEC = / -(exec|ok)(dir)?( .*|$)/s;

/** True for a command line of a text tool that writes by itself. */
export function writesByTool(line: string): boolean {
  const [name] = line.split(" ", 1);
  return WRITERS.has(name) && changesMachine(name === "find" ? line.replace(EXEC, "") : line);
}
