// Where just-bash reads a script otherwise than bash does, and says nothing: the syntax tree is changed before the run
// so that both mean the same. A repair goes when just-bash passes its test without it.

import { type Command, defineCommand, parse, type WordNode } from "just-bash";

type Part = WordNode["parts"][number];
type Node = { type?: unknown };

/** The nodes that need repair, as far as we look at them; just-bash does not export their types. */
type NodeTypes = {
  Glob: { pattern: string };
  CaseItem: { patterns: WordNode[] };
  ArithmeticCommand: { expression: { originalText?: string } };
  ArithmeticExpansion: { expression: { originalText?: string } };
};

/** Repairs a script in place. The shell that runs it needs the command `globLiteral`. */
export function repair(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (isNode(value, "Glob")) value.pattern = value.pattern.replaceAll("[!", "[^");
  if (isNode(value, "CaseItem")) for (const pattern of value.patterns) quoteMixed(pattern);
  if (isNode(value, "ArithmeticCommand")) Object.assign(value, asLet(value.expression.originalText));
  if (isNode(value, "ArithmeticExpansion")) Object.assign(value, asSubstitution(value.expression.originalText));
  for (const child of Object.values(value)) repair(child);
}

function isNode<T extends keyof NodeTypes>(value: Node, type: T): value is Node & NodeTypes[T] {
  return value.type === type;
}

const QUOTED: ReadonlySet<string> = new Set(["SingleQuoted", "DoubleQuoted", "Escaped"]);

/** `case x in *"[avx]"*)`: where a pattern is quoted in part, just-bash forgets the quotes. */
function quoteMixed(word: WordNode): void {
  if (word.parts.every((part) => QUOTED.has(part.type))) return;
  word.parts = word.parts.map((part) => (QUOTED.has(part.type) ? literalised(part) : part));
}

/** The part as the output of `globLiteral`, which puts a backslash before what would be special. */
function literalised(part: Part): Part {
  const body = parse(`${globLiteral.name} x`);
  const command = body.statements[0]?.pipelines[0]?.commands[0];
  if (command?.type === "SimpleCommand") command.args = [{ type: "Word", parts: [part] }];
  return { type: "DoubleQuoted", parts: [{ type: "CommandSubstitution", body, legacy: false }] };
}

export const globLiteral: Command = defineCommand("glob-literal", async ([text = ""]) => {
  return { stdout: text.replace(/[[\]*?\\]/g, "\\$&"), stderr: "", exitCode: 0 };
});

/**
 * In arithmetic, just-bash takes `${load%.*}` for 0, and `$(wc -l < "$file")` does not see the variable. A quoted word
 * is expanded rightly, so such an expression is given to `let`.
 */
const EXPANDS_WRONGLY = /\$\(|`|\$\{(?!#?\w+\}|\w+:?-)/;

/** `(( … ))` */
function asLet(expression = ""): object {
  return EXPANDS_WRONGLY.test(expression)
    ? (parse(`let "${expression}"`).statements[0]?.pipelines[0]?.commands[0] ?? {})
    : {};
}

/** `$(( … ))`. In a subshell, so assignments in such an expression are lost: rare, and never seen in a check. */
function asSubstitution(expression = ""): object {
  if (!EXPANDS_WRONGLY.test(expression)) return {};
  const body = parse(`let "result=(${expression})"; echo "\${result?}"`);
  return { type: "CommandSubstitution", body, legacy: false };
}
