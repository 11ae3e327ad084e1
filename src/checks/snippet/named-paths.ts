// Absolute paths that a snippet's text names as files, whether a run comes to them or not.

import { unlessTooDeep, unreadable } from "./form.ts";
import { isBracket, linesOf, literal, type SyntaxNode, syntaxOf, written } from "./syntax.ts";
import { takesNext } from "./valued.ts";

export type NamedPath = {
  /** As it is written; a pattern has its stars. */
  readonly path: string;
  /** Line of the snippet, counted from 1; none is known within `$( )`. */
  readonly line: number | undefined;
  /** Whether a variable holds it, which may as well hold a text. */
  readonly isHeld: boolean;
};

/** `isAnswered`: whether transcripts answer a command of that name, whose arguments are no files here. */
export function namedPaths(snippet: string, isAnswered: (name: string) => boolean): readonly NamedPath[] {
  return (unreadable(snippet) ? undefined : unlessTooDeep(() => read(snippet, isAnswered))) ?? [];
}

function read(snippet: string, isAnswered: (name: string) => boolean): readonly NamedPath[] {
  const tree = syntaxOf(snippet);
  const lines = linesOf(tree);
  const found: NamedPath[] = [];
  const add = (words: readonly unknown[], node: SyntaxNode, isHeld = false) => {
    for (const path of words.map(written)) if (PATH.test(path)) found.push({ path, line: lines.get(node), isHeld });
  };
  visit(tree, (node) => {
    if (node.type === "SimpleCommand") add(openedBy(node, isAnswered), node);
    if (node.type === "For") add(listOf(node.words), node);
    if (node.type === "Redirection" && node.operator === "<") add([node.target], node);
    if (node.type === "CondUnary" && FILE_TEST.test(String(node.operator))) add([node.operand], node);
    if (node.type === "Assignment") add([node.value, ...listOf(node.array)], node, true);
  });
  return found;
}

function listOf(words: unknown): readonly unknown[] {
  return Array.isArray(words) ? words : [];
}

function visit(value: unknown, look: (node: SyntaxNode) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) look(value as SyntaxNode);
  for (const child of Object.values(value)) visit(child, look);
}

/** Folders with files of a machine. A folder in which every machine has other names shows nothing. */
const PATH = /^\/(boot|dev|etc|lib|opt|proc|root|run|srv|sys|usr|var)\/[\w.@%+,:~/*?[\]-]+$/;
/** Of files, not of texts, terminals, options and variables. */
const FILE_TEST = /^-[a-mp-suw-yGLNOS]$/;
/** Their first argument is a program or a pattern. */
const PATTERN_FIRST: ReadonlySet<string> = new Set(["awk", "egrep", "fgrep", "gawk", "grep", "mawk", "sed"]);
const NO_FILES: ReadonlySet<string> = new Set("basename dirname echo expr printf return set".split(" "));

function openedBy({ name, args: given }: SyntaxNode, isAnswered: (name: string) => boolean): readonly unknown[] {
  const args = listOf(given);
  const command = isBracket(name) ? "[" : literal(name);
  if (command === "[" || command === "test") return args.filter((_, i) => FILE_TEST.test(literal(args[i - 1]) ?? ""));
  if (command === undefined || NO_FILES.has(command) || isAnswered(command)) return [];
  const words = args.map(written);
  const end = words.indexOf("--");
  const isOption = (i: number) => words[i]?.startsWith("-") === true && (end === -1 || i <= end);
  // Of a tool that is not known, the word behind any option may be its value.
  const isValue = (i: number) => isOption(i - 1) && (takesNext(command, words[i - 1] ?? "") ?? i - 1 !== end);
  const operands = words.flatMap((_, i) => (isOption(i) || isValue(i) ? [] : [i]));
  const hasPattern = words.some((word, i) => isOption(i) && (AWK.test(command) ? /^-f/ : PATTERN_GIVEN).test(word));
  const isFirstOther = PATTERN_FIRST.has(command) && !hasPattern;
  return operands.slice(isFirstOther ? 1 : 0).map((i) => args[i]);
}

const AWK = /^[gm]?awk$/;
/** `-e x`, `-qf x`, `--regexp=x`, of grep and sed. */
const PATTERN_GIVEN = /^(-[^-ABCDdmlef]*[ef]|--(regexp|file|expression)(=|$))/;
