// Where just-bash reads a script otherwise than bash does, and says nothing: the syntax tree is changed before the run
// so that both mean the same. A repair goes when just-bash passes its snippet in tests/fixtures/checks/differential/
// without it.

import type { SimpleCommandNode, WordNode } from "just-bash";
import { literal, nodesOf } from "../syntax.ts";
import {
  GLOB_LITERAL,
  INTEGER,
  looked,
  type Part,
  partsOf,
  passed,
  REGEX,
  TEST_INTEGER,
  UNSPLIT,
} from "./repair-commands.ts";
import { type Arithmetic, becomeLet, becomeSubstitution, checkOperands } from "./shell-repairs-arithmetic.ts";
import { repairErrexit } from "./shell-repairs-errexit.ts";
import { repairLists } from "./shell-repairs-lists.ts";

type Node = { type?: unknown };

/** The nodes that need repair, as far as we look at them; just-bash does not export their types. */
type NodeTypes = {
  Glob: { pattern: string };
  CaseItem: { patterns: WordNode[] };
  CondBinary: { operator: string; left: WordNode; right: WordNode };
  ArithmeticCommand: Arithmetic;
  ArithmeticExpansion: Arithmetic;
  ParameterExpansion: { parameter: string; operation: { type: string; offset?: unknown; length?: unknown } | null };
  DoubleQuoted: { parts: Part[] };
  SimpleCommand: Pick<SimpleCommandNode, "name" | "args" | "assignments">;
  For: { words: WordNode[] | null };
  Word: { parts: Part[] };
};

/** Repairs a script in place. The shell that runs it needs the commands of `registerRepairs`. */
export function repair(script: unknown): void {
  repairErrexit(script);
  repairLists(script);
  repairNodes(script);
}

function repairNodes(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  repairNode(value);
  for (const child of Object.values(value)) repairNodes(child);
}

function repairNode(node: Node): void {
  if (isNode(node, "Glob")) node.pattern = node.pattern.replaceAll("[!", "[^");
  if (isNode(node, "CaseItem")) for (const pattern of node.patterns) quoteMixed(pattern);
  if (isNode(node, "CondBinary") && node.operator === "=~") node.left.parts.push(looked(REGEX, ...node.right.parts));
  if (isNode(node, "CondBinary") && COMPARES_NUMBERS.test(node.operator)) keepIntegers(node.left, node.right);
  if (isNode(node, "ArithmeticCommand")) becomeLet(node);
  if (isNode(node, "ArithmeticExpansion")) becomeSubstitution(node);
  if (isNode(node, "ParameterExpansion")) {
    countArguments(node);
    keepShort(node);
  }
  if (isNode(node, "DoubleQuoted")) keepDefault(node);
  if (isNode(node, "SimpleCommand")) {
    freezeBeforeCode(node);
    keepTestIntegers(node);
  }
  if (isNode(node, "For")) node.words ??= [{ type: "Word", parts: partsOf('"$@"') }];
  if (isNode(node, "Word") && Array.isArray(node.parts) && !frozen.has(node)) {
    keepSplits(node);
    checkOperands(node);
  }
}

function isNode<T extends keyof NodeTypes>(value: Node, type: T): value is Node & NodeTypes[T] {
  return value.type === type;
}

const QUOTED: ReadonlySet<string> = new Set(["SingleQuoted", "DoubleQuoted", "Escaped"]);

/** `case x in *"[avx]"*)`: where a pattern is quoted in part, just-bash forgets the quotes. */
function quoteMixed(word: WordNode): void {
  if (word.parts.every((part) => QUOTED.has(part.type))) return;
  word.parts = word.parts.map((part) => (QUOTED.has(part.type) ? passed(GLOB_LITERAL, [part]) : part));
}

const COMPARES_NUMBERS = /^-(eq|ne|lt|le|gt|ge)$/;

/** `[[ 4.21 -gt 4 ]]` is an error in bash, and true in just-bash. */
function keepIntegers(...words: readonly WordNode[]): void {
  if (words.some(readsCode)) return;
  for (const word of words) word.parts = [passed(INTEGER, word.parts)];
}

/** Words that are expanded before a `$?`, which a look at them would change. */
const frozen = new WeakSet<object>();

function freezeBeforeCode({ args, assignments }: NodeTypes["SimpleCommand"]): void {
  const words = [...assignments.flatMap(({ value, array }) => [value, ...(array ?? [])]), ...args];
  const last = words.findLastIndex(readsCode);
  for (const word of words.slice(0, last + 1)) if (word !== null) frozen.add(word);
}

function readsCode(word: WordNode | null): boolean {
  return nodesOf(word).some(({ type, parameter, name }) => [parameter, name].includes("?") && CODES.has(type));
}

const CODES: ReadonlySet<unknown> = new Set(["ParameterExpansion", "ArithSpecialVar"]);

/** `[ "$none" -eq 0 ]` is an error in bash, and true in just-bash. */
function keepTestIntegers({ name, args }: NodeTypes["SimpleCommand"]): void {
  const isBracket = (name?.parts[0] as { pattern?: unknown } | undefined)?.pattern === "[";
  if (!isBracket && literal(name) !== "test") return;
  for (const [i, arg] of args.entries()) {
    const isOperator = COMPARES_NUMBERS.test(literal(arg) ?? "");
    if (!isOperator) continue;
    for (const word of [args[i - 1], args[i + 1]]) {
      if (word !== undefined && !frozen.has(word) && !/^\d{1,18}$/.test(literal(word) ?? ""))
        word.parts = [passed(TEST_INTEGER, word.parts)];
    }
  }
}

/** `${#@}` is `$#`; just-bash gives the length of the arguments. */
function countArguments(node: NodeTypes["ParameterExpansion"]): void {
  if (node.operation?.type !== "Length" || !["@", "*"].includes(node.parameter)) return;
  Object.assign(node, { parameter: "#", operation: null });
}

/** `${v: -2}` is nothing where there is less, and `${v:0:-2}` is an error; just-bash gives what there is. */
function keepShort({ operation, parameter }: NodeTypes["ParameterExpansion"]): void {
  if (operation?.type !== "Substring" || !/^[A-Za-z_]\w*$/.test(parameter)) return;
  const { offset, length } = operation as SubstringOp;
  const back = /^\s*-(\d+)$/.exec(offset.originalText ?? "")?.[1];
  const before = /^\s*-(\d+)$/.exec(length?.originalText ?? "")?.[1];
  const size = `\${#${parameter}}`;
  if (back !== undefined) operation.offset = expressionOf(`${size} < ${back} ? ${size} : -${back}`);
  if (before !== undefined && /^\d+$/.test(offset.originalText ?? "")) {
    operation.length = expressionOf(`${size} < ${before} + ${offset.originalText} ? 1 / 0 : -${before}`);
  }
}

type SubstringOp = { offset: { originalText?: string }; length: { originalText?: string } | null };

function expressionOf(text: string): unknown {
  const [part] = partsOf(`$((${text}))`);
  return part?.type === "ArithmeticExpansion" ? part.expression : undefined;
}

const DEFAULTS: ReadonlySet<string | undefined> = new Set(["DefaultValue", "UseAlternative"]);

/** Under `set -u`, `"${1:-none}"` ends just-bash where it stands alone between the quotes. */
function keepDefault(node: NodeTypes["DoubleQuoted"]): void {
  const [part] = node.parts;
  if (node.parts.length !== 1 || part?.type !== "ParameterExpansion" || !DEFAULTS.has(part.operation?.type)) return;
  if (!["@", "*"].includes(part.parameter) && !part.parameter.includes("["))
    node.parts.push({ type: "Literal", value: "" });
}

/** `x$v`, where the value begins with a blank: bash begins a new word there. */
function keepSplits(word: NodeTypes["Word"]): void {
  if (word.parts.length < 2 || !word.parts.slice(1).some(isSplit)) return;
  word.parts = word.parts.flatMap((part, i) => (i > 0 && isSplit(part) ? [looked(UNSPLIT, part), part] : [part]));
}

const CHANGES: ReadonlySet<string | undefined> = new Set(["AssignDefault", "ErrorIfUnset"]);

function isSplit(part: Part): boolean {
  return part.type === "ParameterExpansion" && /^\w+$/.test(part.parameter) && !CHANGES.has(part.operation?.type);
}
