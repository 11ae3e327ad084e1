// A snippet as a reader sees it: its commands in their order, each with its line and its words as texts; the input of a
// command, and what its variables hold.

import {
  COUNTED_ANEW,
  isBracket,
  nestedIn,
  nodesOf,
  type PipelineNode,
  type ScriptNode,
  type SimpleCommandNode,
  type SyntaxNode,
} from "../../snippet/syntax.ts";
import { isA } from "../hints/tree.ts";

/** A word of a command. An expansion is shown as it is written: `$x`, or `$(…)`. */
export type Text = { readonly text: string; readonly isPlain: boolean; readonly node: unknown };

export type Command = {
  /** "grep", however it is quoted; "" if only a run can show it, and for an assignment alone. */
  readonly name: string;
  readonly args: readonly Text[];
  readonly line: number;
  readonly node: SimpleCommandNode;
};

export type Reading = {
  readonly nodes: readonly SyntaxNode[];
  readonly commands: readonly Command[];
  /** The line of a node in the snippet, counted from 1. */
  readonly lineOf: (node: unknown) => number;
  readonly textOf: (word: unknown) => Text;
  /** The commands in a part of the tree. */
  readonly commandsIn: (part: unknown) => readonly Command[];
  /** What is assigned to a variable anywhere: words. */
  readonly valuesOf: (variable: string) => readonly unknown[];
  /** The commands whose output a command reads: before it in its pipe, or in a redirection, also by way of a variable. */
  readonly feeding: (command: Command) => readonly Command[];
};

/** Reads a whole script. */
export function readingOf(script: ScriptNode): Reading {
  const nodes = nodesOf(script);
  const lines = linesIn(script);
  const values = valuesIn(nodes);
  const valuesOf = (variable: string) => values.get(variable) ?? [];
  const lineOf = (node: unknown) => lines.get(node) ?? 1;
  const textOf = (word: unknown) => textWith(word, valuesOf);
  const known = new Map<unknown, Command>(
    nodes.filter((node) => isA(node, "SimpleCommand")).map((node) => [node, commandOf(node, lineOf, textOf)]),
  );
  const commandsIn = (part: unknown) => nodesOf(part).flatMap((node) => known.get(node) ?? []);
  const pipelines = nodes.filter((node) => isA(node, "Pipeline"));
  const commands = [...known.values()];
  return {
    ...{ nodes, commands, lineOf, textOf, commandsIn, valuesOf },
    feeding: ({ node }) => sourcesOf(node, pipelines, valuesOf).flatMap(commandsIn),
  };
}

function commandOf(node: SimpleCommandNode, lineOf: Reading["lineOf"], textOf: Reading["textOf"]): Command {
  const name = isBracket(node.name) ? "[" : textOf(node.name);
  const args = node.args.map(textOf);
  return { name: name === "[" ? name : name.isPlain ? name.text : "", args, line: lineOf(node), node };
}

/** Parts of the tree whose output a command reads. */
function sourcesOf(
  node: SimpleCommandNode,
  pipelines: readonly PipelineNode[],
  valuesOf: Reading["valuesOf"],
): readonly unknown[] {
  const pipeline = pipelines.find(({ commands }) => commands.includes(node));
  const before = pipeline?.commands.slice(0, pipeline.commands.indexOf(node)) ?? [];
  const targets = node.redirections.filter(({ operator }) => operator.startsWith("<")).map(({ target }) => target);
  return [...before, ...targets, ...variablesIn([before, targets]).flatMap(valuesOf)];
}

/** Names of the variables in a part of the tree, as `$x` or `${x…}`; of an array, the name alone. */
export function variablesIn(part: unknown): readonly string[] {
  return nodesOf(part).flatMap(({ type, parameter }) =>
    type === "ParameterExpansion" && typeof parameter === "string" ? baseOf(parameter) : [],
  );
}

/** "a[$i]" → "a" */
export function baseOf(variable: string): string {
  return variable.replace(/\[[\s\S]*$/, "");
}

/** Builtins that assign their arguments. */
export const DECLARING: ReadonlySet<string> = new Set(["declare", "export", "local", "readonly", "typeset"]);

/** By variable: the words that assignments, `local x=…` among them, give it. */
function valuesIn(nodes: readonly SyntaxNode[]): ReadonlyMap<string, readonly unknown[]> {
  const found = nodes.flatMap((node): readonly (readonly [string, unknown])[] => {
    if (node.type === "Assignment" && typeof node.name === "string")
      return [[baseOf(node.name), node.value ?? node.array]];
    if (node.type === "For" && typeof node.variable === "string") return [[node.variable, node.words]];
    if (!isA(node, "SimpleCommand") || !DECLARING.has(textWith(node.name, () => []).text)) return [];
    return node.args.flatMap((word) => {
      const [, name] = /^(\w+)=/.exec(textWith(word, () => []).text) ?? [];
      return name === undefined ? [] : [[name, withoutName(word, name)] as const];
    });
  });
  const byName = Map.groupBy(found, ([name]) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(([, value]) => value)]));
}

/** The word `x=…` without its first letters. */
function withoutName({ parts }: SimpleCommandNode["args"][number], name: string): unknown {
  const [first, ...rest] = parts;
  return {
    type: "Word",
    parts: first?.type === "Literal" ? [{ ...first, value: first.value.slice(name.length + 1) }, ...rest] : rest,
  };
}

const UNKNOWN = { isPlain: false } as const;

/** A word as text; a variable that is given one plain text and no other is that text. */
function textWith(word: unknown, valuesOf: Reading["valuesOf"], depth = 0): Text {
  const pieces = ((word as { parts?: readonly SyntaxNode[] } | null)?.parts ?? []).map((part): Omit<Text, "node"> => {
    if (part.type === "DoubleQuoted") return textWith(part, valuesOf, depth);
    if (part.type === "Glob") return { text: String(part.pattern), isPlain: true };
    if (typeof part.value === "string") return { text: part.value, isPlain: true };
    if (part.type !== "ParameterExpansion") return { text: SHOWN[String(part.type)] ?? "…", ...UNKNOWN };
    const values = part.operation === null && depth < 5 ? valuesOf(String(part.parameter)) : [];
    const [value] = values.map((one) => textWith(one, valuesOf, depth + 1));
    if (values.length === 1 && value?.isPlain) return value;
    return {
      text: `$${part.operation === null ? "" : "{"}${String(part.parameter)}${part.operation === null ? "" : "…}"}`,
      ...UNKNOWN,
    };
  });
  return {
    text: pieces.map(({ text }) => text).join(""),
    isPlain: pieces.length > 0 && pieces.every(({ isPlain }) => isPlain),
    node: word,
  };
}

const SHOWN: Readonly<Record<string, string>> = {
  CommandSubstitution: "$(…)",
  ArithmeticExpansion: "$((…))",
  ProcessSubstitution: "<(…)",
};

/** In `$(…)` lines are counted anew: it is taken to begin in the first line of its command. */
function linesIn(script: unknown): ReadonlyMap<unknown, number> {
  const lines = new Map<unknown, number>();
  let last = 1;
  function collect(value: unknown, before: number): void {
    if (typeof value !== "object" || value === null) return;
    const { type, line } = value as SyntaxNode;
    if (typeof line === "number" && line > 0) last = before + line;
    lines.set(value, last);
    const isAnew = COUNTED_ANEW.has(type);
    const start = last;
    for (const child of Object.values(value)) collect(child, isAnew ? start - 1 : before);
    collect(nestedIn(value), start - 1);
    // What follows `$(…)` in its command is in the command's line again.
    if (isAnew) last = start;
  }
  collect(script, 0);
  return lines;
}

/** A piece of the snippet, quoted in a sentence. */
export function shown(written: string): string {
  const line = written.replace(/\s+/g, " ").replaceAll('"', "'");
  return `"${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}"`;
}

const LONGEST = 60;
