// Where just-bash reads a script otherwise than bash does, and says nothing: the syntax tree is changed before the run
// so that both mean the same. A repair goes when just-bash passes its test without it.

import { type Bash, defineCommand, parse, type WordNode } from "just-bash";

type Part = WordNode["parts"][number];
type Node = { type?: unknown };

/** The nodes that need repair, as far as we look at them; just-bash does not export their types. */
type NodeTypes = {
  Glob: { pattern: string };
  CaseItem: { patterns: WordNode[] };
  CondBinary: { operator: string; left: WordNode; right: WordNode };
  ArithmeticCommand: { expression: Arithmetic; redirections: unknown };
  ArithmeticExpansion: { expression: Arithmetic };
};
type Arithmetic = { originalText?: string };

/** Repairs a script in place. The shell that runs it needs the commands of `registerRepairs`. */
export function repair(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (isNode(value, "Glob")) value.pattern = value.pattern.replaceAll("[!", "[^");
  if (isNode(value, "CaseItem")) for (const pattern of value.patterns) quoteMixed(pattern);
  if (isNode(value, "CondBinary") && COMPARES_NUMBERS.test(value.operator)) keepIntegers(value.left, value.right);
  if (isNode(value, "ArithmeticCommand")) becomeLet(value);
  if (isNode(value, "ArithmeticExpansion")) becomeSubstitution(value);
  for (const child of Object.values(value)) repair(child);
}

function isNode<T extends keyof NodeTypes>(value: Node, type: T): value is Node & NodeTypes[T] {
  return value.type === type;
}

/** The commands that stand in repaired scripts. */
export function registerRepairs(bash: Bash, trace: { readonly refused: Set<string> }): void {
  const output = (stdout: string) => ({ stdout, stderr: "", exitCode: 0 });
  bash.registerCommand(defineCommand(GLOB_LITERAL, async ([text = ""]) => output(text.replace(/[[\]*?\\]/g, "\\$&"))));
  bash.registerCommand(
    defineCommand(INTEGER, async ([text = ""]) => {
      if (text.includes(".")) trace.refused.add(`${text} as an integer`);
      return output(text);
    }),
  );
}

const GLOB_LITERAL = "glob-literal";
const INTEGER = "integer";

/** What a command makes of some parts of a word, as one quoted part. */
function passed(command: string, parts: Part[]): Part {
  const body = parse(`${command} x`);
  const node = body.statements[0]?.pipelines[0]?.commands[0];
  if (node?.type === "SimpleCommand") node.args = [{ type: "Word", parts: [{ type: "DoubleQuoted", parts }] }];
  return { type: "DoubleQuoted", parts: [{ type: "CommandSubstitution", body, legacy: false }] };
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
  for (const word of words) word.parts = [passed(INTEGER, word.parts)];
}

/**
 * In arithmetic, just-bash takes `${load%.*}` for 0, and `$(wc -l < "$file")` does not see the variable. A quoted word
 * is expanded rightly, so such an expression is given to `let`.
 */
export const EXPANDS_WRONGLY = /\$\(|`|\$\{(?!#?\w+\}|\w+:?-)/;

/** `(( … ))` */
function becomeLet(node: Node & NodeTypes["ArithmeticCommand"]): void {
  const { originalText = "" } = node.expression;
  if (!EXPANDS_WRONGLY.test(originalText)) return;
  const command = parse(`let "${originalText}"`).statements[0]?.pipelines[0]?.commands[0];
  Object.assign(node, command, { expression: undefined, redirections: node.redirections });
}

/** `$(( … ))`. In a subshell, so assignments in such an expression are lost: rare, and never seen in a check. */
function becomeSubstitution(node: Node & NodeTypes["ArithmeticExpansion"]): void {
  const { originalText = "" } = node.expression;
  if (!EXPANDS_WRONGLY.test(originalText)) return;
  const body = parse(`let "result=(${originalText})"; echo "\${result?}"`);
  Object.assign(node, { type: "CommandSubstitution", body, legacy: false, expression: undefined });
}
