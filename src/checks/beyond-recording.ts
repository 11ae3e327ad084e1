// What a snippet can write that gets no answer, as far as its (repaired) syntax tree shows it: the clock, chance, the
// shell's own process, code that is not in the tree, and what just-bash gets wrong.

import type { ScriptNode } from "just-bash";
import { EXPANDS_WRONGLY } from "./shell-repairs.ts";

/** Variables that bash fills from the machine, the clock or chance. */
const VARIABLES: ReadonlySet<string> = new Set([
  ...["BASHPID", "BASH_VERSION", "EPOCHREALTIME", "EPOCHSECONDS", "HOSTNAME", "HOSTTYPE", "MACHTYPE", "OSTYPE"],
  ...["PPID", "RANDOM", "SECONDS", "SRANDOM", "$"],
]);

/** The parts of a snippet that must be refused, as they are written. */
export function beyondRecording(script: ScriptNode): readonly string[] {
  const found = new Set<string>();
  for (const node of nodes(script)) {
    const what = variableOf(node) ?? commandOf(node) ?? arithmeticOf(node) ?? constructOf(node);
    if (what !== undefined) found.add(what);
  }
  return [...found];
}

type Node = Readonly<Record<string, unknown>>;

function* nodes(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Node;
  for (const child of Object.values(value)) yield* nodes(child);
}

/** `$RANDOM`, `$((SECONDS))`. */
function variableOf(node: Node): string | undefined {
  const name = node.type === "ParameterExpansion" ? node.parameter : node.type === "ArithVariable" ? node.name : "";
  return typeof name === "string" && VARIABLES.has(name) ? `$${name}` : undefined;
}

/** Commands that run a text which is not in the tree, or after which just-bash goes on where bash does not. */
const OTHER_CODE: ReadonlySet<string | undefined> = new Set([".", "eval", "exec", "source"]);

/** `eval "$x"`, `exec cmd` (not `exec 3< file`), and `/sbin/zpool status`: transcripts go by name, not by path. */
function commandOf(node: Node): string | undefined {
  if (node.type !== "SimpleCommand") return undefined;
  const name = literal(node.name);
  if (name?.includes("/")) return name;
  const mode = name === "test" || isBracket(node.name) ? modeTestOf(node.args) : undefined;
  if (mode !== undefined) return `[ ${mode} … ]`;
  const [first] = Array.isArray(node.args) ? node.args : [];
  return OTHER_CODE.has(name) && first !== undefined ? `${name} ${literal(first) ?? "…"}` : undefined;
}

/** Tests of a file's mode and owner, which a recording does not keep. */
const MODE_TESTS: ReadonlySet<unknown> = new Set(["-G", "-N", "-O", "-g", "-k", "-u", "-w", "-x"]);

/** Just-bash expands a range up to here, and says nothing of the rest. */
const LONGEST_RANGE = 10_000;

/** What just-bash does otherwise than bash, and what no recording holds, outside of commands and arithmetic. */
function constructOf(node: Node): string | undefined {
  const { type, operator, operand, words, start, end } = node;
  if (type === "CondUnary" && MODE_TESTS.has(operator)) return `[[ ${String(operator)} ${literal(operand) ?? "…"} ]]`;
  if (type === "For" && words === null) return "for without a list";
  const isLong = type === "Range" && Math.abs(Number(end) - Number(start)) >= LONGEST_RANGE;
  return isLong ? `{${String(start)}..${String(end)}}` : undefined;
}

/** Whole numbers of 64 bits are not just-bash's, nor are bases written with a variable. */
const SHIFTS: ReadonlySet<unknown> = new Set(["<<", ">>", "<<=", ">>="]);

/** The name of `[ -x file ]` is parsed as the beginning of a pattern. */
function isBracket(name: unknown): boolean {
  return (name as { parts?: readonly Node[] } | null)?.parts?.[0]?.pattern === "[";
}

function modeTestOf(args: unknown): string | undefined {
  return Array.isArray(args) ? args.map(literal).find((arg) => MODE_TESTS.has(arg)) : undefined;
}

/** What could not be repaired, as in `for ((i = 0; i < ${x%.*}; i++))`. */
function arithmeticOf({ type, content, command, operator }: Node): string | undefined {
  if (String(type).startsWith("Arith") && SHIFTS.has(operator)) return `${String(operator)} in arithmetic`;
  if (type === "ArithConcat") return "a number put together in arithmetic, such as 10#$x";
  if (type === "ArithCommandSubst") return `$(${command}) in arithmetic`;
  const isWrong = type === "ArithBracedExpansion" && EXPANDS_WRONGLY.test(`\${${content}}`);
  return isWrong ? `\${${content}} in arithmetic` : undefined;
}

/** The text of a word that consists of one plain piece. */
function literal(word: unknown): string | undefined {
  const parts = (word as { parts?: readonly Node[] } | null)?.parts;
  const value = parts?.length === 1 ? parts[0]?.value : undefined;
  return typeof value === "string" ? value : undefined;
}
