// What just-bash gets wrong without saying so, as far as a snippet's (repaired) syntax tree shows it. The real bash
// answers these.

import type { ScriptNode } from "just-bash";
import { literal, nodesOf, type SyntaxNode } from "../syntax.ts";
import { EXPANDS_WRONGLY } from "./shell-repairs-arithmetic.ts";

/** The parts of a snippet that the simulated shell must refuse, as they are written. */
export function beyondSimulation(script: ScriptNode): readonly string[] {
  const nodes = nodesOf(script);
  const found = nodes.map((node) => arithmeticOf(node) ?? constructOf(node) ?? expansionOf(node) ?? commandOf(node));
  return [...new Set([...found, ...patternsOf(script), ...eatersOf(nodes)].filter((what) => what !== undefined))];
}

/** Just-bash expands a range up to here, and says nothing of the rest. */
const LONGEST_RANGE = 10_000;

function constructOf({
  type,
  start,
  end,
  args,
  words: list,
  array,
  operator,
  fd,
  target,
}: SyntaxNode): string | undefined {
  if (type === "Range" && Math.abs(Number(end) - Number(start)) >= LONGEST_RANGE)
    return `{${String(start)}..${String(end)}}`;
  const words = [args, list, array].filter(Array.isArray).flat();
  if (words.some(isFolderPattern)) return "a pattern that ends in a slash";
  const stream = type === "Redirection" ? literal(target) : undefined;
  if (stream !== undefined && operator === "<" && /^\/dev\/(stdin|fd\/)/.test(stream)) return `< ${stream}`;
  return type === "Redirection" && fd !== null && Number(fd) > 2 && /^>/.test(String(operator))
    ? `${String(fd)}${String(operator)}`
    : undefined;
}

/** `*​/`: just-bash takes files for folders, too. */
function isFolderPattern({ parts }: { readonly parts?: readonly SyntaxNode[] }): boolean {
  const last = parts?.at(-1);
  return (
    parts?.some(({ type }) => type === "Glob") === true && last?.type === "Literal" && String(last.value).endsWith("/")
  );
}

/** Whole numbers of 64 bits are not just-bash's, nor are bases written with a variable. */
const SHIFTS: ReadonlySet<unknown> = new Set(["<<", ">>", "<<=", ">>="]);

/** What could not be repaired, as in `for ((i = 0; i < ${x%.*}; i++))`. */
function arithmeticOf({ type, content, command, operator, value }: SyntaxNode): string | undefined {
  if (String(type).startsWith("Arith") && SHIFTS.has(operator)) return `${String(operator)} in arithmetic`;
  if (type === "ArithConcat") return "a number put together in arithmetic, such as 10#$x";
  if (type === "ArithCommandSubst") return `$(${command}) in arithmetic`;
  if (type === "ArithNumber" && Math.abs(Number(value)) >= Number.MAX_SAFE_INTEGER) return "a number beyond 2^53";
  const isWrong = type === "ArithBracedExpansion" && EXPANDS_WRONGLY.test(`\${${content}}`);
  return isWrong ? `\${${content}} in arithmetic` : undefined;
}

type Operation = SyntaxNode & { readonly replacement?: unknown };

function expansionOf({ type, parameter, operation }: SyntaxNode): string | undefined {
  if (type !== "ParameterExpansion" || typeof operation !== "object" || operation === null) return undefined;
  const { type: kind, operator, replacement } = operation as Operation;
  if (kind === "Transform" && ["A", "K", "P", "Q", "k"].includes(String(operator))) return `\${…@${String(operator)}}`;
  if (kind === "CaseModification" && /\[[@*]\]$/.test(String(parameter))) return "the case of letters of a whole array";
  // Since bash 5.2, it stands for what was found.
  const isJoker = nodesOf(replacement).some(({ type, value }) => type === "Literal" && String(value).includes("&"));
  return kind === "PatternReplacement" && isJoker ? "& in a replacement" : undefined;
}

/** Of `${x:=…}`, and of `${x:-"…"}`, just-bash makes one word. */
function isOneWord({ parts }: { readonly parts?: readonly SyntaxNode[] }): boolean {
  return (parts ?? []).some(({ operation }) => {
    const { type, word } = (operation ?? {}) as SyntaxNode;
    const isQuoted = nodesOf(word).some((node) => node.type === "SingleQuoted" || node.type === "DoubleQuoted");
    return type === "AssignDefault" || (isQuoted && (type === "DefaultValue" || type === "UseAlternative"));
  });
}

/** Alone, they print what the shell has set. */
const LISTERS: ReadonlySet<string | undefined> = new Set(["declare", "export", "local", "readonly", "set", "typeset"]);
const OPTIONS: ReadonlySet<string | undefined> = new Set(["failglob", "globstar", "inherit_errexit", "nocaseglob"]);

function commandOf({ type, name, args, body }: SyntaxNode): string | undefined {
  if (type === "FunctionDef" && name !== "check") return leakOf(body);
  if (type !== "SimpleCommand" || !Array.isArray(args)) return undefined;
  const words = args.map(literal);
  if (literal(name) !== ":" && args.some(isOneWord)) return "a default outside of quotes";
  if (words.length === 0 && LISTERS.has(literal(name))) return `${literal(name)}, all variables`;
  if (literal(name) === "shopt") return words.filter((word) => OPTIONS.has(word)).map((word) => `shopt -s ${word}`)[0];
  return literal(name) === "declare" && words[0] === "-p" ? "declare -p" : undefined;
}

/** What `local -A` declares, just-bash keeps. */
function leakOf(body: unknown): string | undefined {
  const declares = nodesOf(body).some(
    ({ type, name, args }) =>
      type === "SimpleCommand" &&
      ["declare", "local", "typeset"].includes(literal(name) ?? "") &&
      Array.isArray(args) &&
      args.some((arg) => /^-\w*A/.test(literal(arg) ?? "")),
  );
  return declares ? "an associative array in a function" : undefined;
}

const EXTENDED = /^[@*+?!]\(/;

/** bash can read `@(a|b)` before `shopt -s extglob` has run only in `[[ ]]` and in a parameter; none can deny by RE2. */
function patternsOf(script: ScriptNode): readonly string[] {
  const everywhere = nodesOf(script).filter(isExtended);
  const inPlace = nodesOf(script)
    .filter(({ type }) => type === "ConditionalCommand" || type === "ParameterExpansion")
    .flatMap((node) => nodesOf(node).filter(isExtended));
  return everywhere
    .filter((node) => !inPlace.includes(node) || String(node.pattern).startsWith("!"))
    .map(({ pattern }) => String(pattern));
}

function isExtended({ type, pattern }: SyntaxNode): boolean {
  return type === "Glob" && EXTENDED.test(String(pattern));
}

/** These read what is left of the loop's input when they are given no file; each with how many words it needs. */
const READERS: ReadonlyMap<string | undefined, number> = new Map([
  ...["cat", "cut", "head", "nl", "rev", "sort", "tac", "tail", "tr", "uniq", "wc", "xargs"].map(
    (name) => [name, 0] as const,
  ),
  ...["awk", "egrep", "fgrep", "grep", "sed"].map((name) => [name, 1] as const),
]);

/** `while read -r x; do cat; done < file`: just-bash gives the rest to both. */
function eatersOf(nodes: readonly SyntaxNode[]): readonly string[] {
  const loops = nodes.filter(
    ({ type, condition }) => type === "While" && nodesOf(condition).some(({ name }) => literal(name) === "read"),
  );
  const firsts = loops.flatMap(({ body }) => nodesOf(body)).filter(({ type }) => type === "Pipeline");
  return firsts.flatMap(({ commands }) => {
    const [first] = commands as readonly SyntaxNode[];
    const needed = READERS.get(literal(first?.name));
    if (first?.type !== "SimpleCommand" || needed === undefined || literal(first.name) === "tr") return [];
    const words = (first.args as readonly unknown[]).filter((arg) => !literal(arg)?.startsWith("-"));
    const isFed = (first.redirections as readonly SyntaxNode[]).some(({ operator }) =>
      String(operator).startsWith("<"),
    );
    return words.length > needed || isFed ? [] : [`${literal(first.name)} in a loop that reads`];
  });
}
