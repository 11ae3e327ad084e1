// Which variables hold text that was read from a file, as far as the tree shows it: `x=$(cat /x)`, `read -r x < /x`, and
// what is taken from such a variable. A count by a tool is not such a text.

import { nodesOf, type SimpleCommandNode, type SyntaxNode } from "../../snippet/syntax.ts";
import { isA } from "../hints/tree.ts";
import { isAwk } from "./awk.ts";
import { baseOf, type Command, DECLARING, type Reading, variablesIn } from "./text.ts";

/** Where a text comes from: paths of files, as far as they are known, and other variables. */
export type Origin = { readonly paths: readonly string[]; readonly variables: readonly string[] };
/** `at`: the place of the assignment in the order of the tree. */
export type Placed = { readonly at: number; readonly origin: Origin };

/** A class of digits in a pattern: `[0-9]`, `[!0-9]`, `[[:digit:]]`, `\d`. Its author has thought of the form. */
export const DIGITS = /\[[!^]?[+-]*(?:\d-\d|\[:digit:\])|\\d/;

const NONE: Origin = { paths: [], variables: [] };

/** By variable: the origins of its text; a variable without an origin holds no text of a file. */
export function originsIn(reading: Reading): ReadonlyMap<string, readonly Placed[]> {
  const assigned = reading.nodes.flatMap((node, at) =>
    assignedBy(node, reading).map(([name, origin]) => ({ name, at, origin })),
  );
  const found = assigned.filter(({ origin: { paths, variables } }) => paths.length + variables.length > 0);
  return Map.groupBy(found, ({ name }) => name);
}

function assignedBy(node: SyntaxNode, reading: Reading): readonly (readonly [string, Origin])[] {
  if (node.type === "Assignment") return [[baseOf(String(node.name)), originOf(node.value ?? node.array, reading)]];
  if (node.type === "For") return [[String(node.variable), originOf(node.words, reading)]];
  return isA(node, "SimpleCommand") ? [...declaredBy(node, reading), ...readBy(node, reading)] : [];
}

/** `local x=$(cat /x)` */
function declaredBy(node: SimpleCommandNode, reading: Reading): readonly (readonly [string, Origin])[] {
  const command = reading.commands.find((one) => one.node === node);
  if (command === undefined || !DECLARING.has(command.name)) return [];
  return command.args.flatMap(({ text, node: word }) => {
    const [, name] = /^(\w+)=/.exec(text) ?? [];
    return name === undefined ? [] : [[name, originOf(word, reading)] as const];
  });
}

/** Of a word, or of several. */
export function originOf(words: unknown, reading: Reading): Origin {
  const list: readonly unknown[] = Array.isArray(words) ? words : [words];
  const parts = list.flatMap(partsOf).map((part): Origin => {
    if (part.type === "CommandSubstitution" || part.type === "ProcessSubstitution")
      return originOfCode(part.body, reading);
    return isTaken(part) ? { paths: [], variables: [baseOf(String(part.parameter))] } : NONE;
  });
  return merged(parts);
}

function partsOf(word: unknown): readonly SyntaxNode[] {
  const parts = (word as { parts?: readonly SyntaxNode[] } | null)?.parts ?? [];
  return parts.flatMap((part) => (part.type === "DoubleQuoted" ? partsOf(part) : [part]));
}

function merged(origins: readonly Origin[]): Origin {
  return {
    paths: origins.flatMap(({ paths }) => paths),
    variables: origins.flatMap(({ variables }) => variables),
  };
}

/** `$x`, `${x%.*}`; `${#x}` and `${x//[!0-9]/}` give a number. */
export function isTaken({ type, operation }: SyntaxNode): boolean {
  if (type !== "ParameterExpansion") return false;
  const { type: kind, pattern } = (operation ?? {}) as SyntaxNode;
  return kind !== "Length" && kind !== "UseAlternative" && !(kind === "PatternReplacement" && hasDigits(pattern));
}

/** Whether a part of the tree contains a class of digits. */
export function hasDigits(part: unknown): boolean {
  return nodesOf(part).some(({ value, pattern }) =>
    [value, pattern].some((text) => typeof text === "string" && DIGITS.test(text)),
  );
}

/** Tools that hand on what they read. */
const PASSING: ReadonlySet<string> = new Set([
  ..."awk cat cut echo egrep expand fgrep fold gawk grep head mawk paste printf rev sed sort tac tail tr uniq".split(
    " ",
  ),
]);

/** The origin of what a script prints: that of its last pipe, if all of it hands on text. */
function originOfCode(script: unknown, reading: Reading): Origin {
  const statement = (script as { statements?: readonly SyntaxNode[] }).statements?.at(-1);
  const pipelines = (statement?.pipelines ?? []) as readonly SyntaxNode[];
  // `cat /x || echo 0`: the first one, too.
  return merged(pipelines.map(({ commands }) => originOfPipe(commands as readonly SyntaxNode[], reading)));
}

function originOfPipe(stages: readonly SyntaxNode[], reading: Reading): Origin {
  const commands = stages.map((stage) => reading.commands.find(({ node }) => (node as unknown) === stage));
  if (commands.some((command) => command === undefined || !handsOn(command)) || hasDigits(stages)) return NONE;
  return merged(commands.map((command) => (command === undefined ? NONE : inputOf(command, reading))));
}

function handsOn(command: Command): boolean {
  const { name, args, node } = command;
  const options = args.map(({ text }) => text);
  // $(< file)
  if (node.name === null) return node.redirections.length > 0;
  if (!PASSING.has(name)) return false;
  if (/grep$/.test(name)) return !options.some((option) => /^(-[a-zA-Z]*[cq]|--(count|quiet))/.test(option));
  if (name === "tr") return !options.some((option) => /0-9|\[:digit:\]/.test(option));
  if (name === "printf") return !/%[-+ #0\d.]*[dioux]/.test(options[0] ?? "");
  return !isAwk(command) || options.some((option) => PRINTS_FIELDS.test(option));
}

/** Whatever awk computes is a number; a field is text. */
const PRINTS_FIELDS = /\bprint\s*\(?\s*\$(\w+|\([^)]*\))\s*\)?\s*([;}\n]|$)/;

/** Which of its words are files: those with a slash, after the program of awk and sed and the pattern of grep. */
function inputOf({ name, args, node }: Command, reading: Reading): Origin {
  const redirected = node.redirections.filter(({ operator }) => operator === "<");
  const paths = redirected.map(({ target }) => reading.textOf(target).text);
  const given = node.redirections.filter(({ operator }) => operator === "<<<").map(({ target }) => target);
  if (name === "echo" || name === "printf")
    return originOf(
      args.map(({ node: word }) => word),
      reading,
    );
  const operands = args.filter(({ text }) => !text.startsWith("-"));
  const files = /awk$|sed$|grep$/.test(name) ? operands.slice(1) : operands;
  const isFile = ({ text }: { text: string }) => text.startsWith("/") || text.startsWith("$");
  return merged([
    { paths: [...paths, ...files.filter(isFile).flatMap((file) => pathsOf(file.node, reading))], variables: [] },
    originOf(given, reading),
  ]);
}

/** What a word is, or what its variable may be: `for f in /sys/class/net/*`. */
function pathsOf(word: unknown, { textOf, valuesOf }: Reading): readonly string[] {
  const { text, isPlain } = textOf(word);
  const values = isPlain ? [] : variablesIn(word).flatMap(valuesOf).flat();
  const beginnings = values.map((value) => textOf(value).text).filter((value) => value.startsWith("/"));
  return beginnings.length > 0 ? beginnings : [text];
}

/** Options whose value is the next word. */
const VALUED: Readonly<Record<string, RegExp>> = {
  read: /^-[a-zA-Z]*[dinNptu]$/,
  mapfile: /^-[a-zA-Z]*[dnOsucC]$/,
  readarray: /^-[a-zA-Z]*[dnOsucC]$/,
};

/** `read -r used _ max < /proc/sys/fs/file-nr`, `mapfile -t lines < /x`, in a loop or not. */
function readBy(command: SimpleCommandNode, reading: Reading): readonly (readonly [string, Origin])[] {
  const { name, args } = reading.commands.find(({ node }) => node === command) ?? { name: "", args: [] };
  const valued = Object.hasOwn(VALUED, name) ? VALUED[name] : undefined;
  if (valued === undefined) return [];
  const words = args.map(({ text }) => text);
  const names = words.filter((word, i) => /^[A-Za-z]\w*$/.test(word) && !valued.test(words[i - 1] ?? ""));
  const origin = inputOfRead(command, reading);
  return names.map((variable) => [variable, origin]);
}

/** Its own redirection, or else that of what surrounds it, or what is piped there. */
function inputOfRead(command: SimpleCommandNode, reading: Reading): Origin {
  const around = reading.nodes.filter(
    (node) => Array.isArray(node.redirections) && nodesOf(node).some((inner) => (inner as unknown) === command),
  );
  const redirections = around
    .reverse()
    .flatMap(({ redirections }) => redirections as SimpleCommandNode["redirections"]);
  const input = redirections.find(({ operator }) => operator === "<" || operator === "<<<");
  if (input !== undefined) {
    const origin = originOf(input.target, reading);
    const isFile = input.operator === "<" && nodesOf(input.target).every(({ type }) => type !== "ProcessSubstitution");
    return isFile ? { paths: pathsOf(input.target, reading), variables: [] } : origin;
  }
  const pipes = reading.nodes.filter((node) => isA(node, "Pipeline"));
  const before = pipes.flatMap(({ commands }) => {
    const at = commands.findIndex((stage) => nodesOf(stage).some((inner) => (inner as unknown) === command));
    return at > 0 ? [commands.slice(0, at)] : [];
  });
  return merged(before.map((stages) => originOfPipe(stages as unknown as readonly SyntaxNode[], reading)));
}
