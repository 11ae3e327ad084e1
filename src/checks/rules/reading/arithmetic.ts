// A file's text in arithmetic: bash evaluates it as an expression, in which empty text is 0, 010 is 8, a word is a variable,
// and a[$(…)] runs a command. https://www.gnu.org/software/bash/manual/html_node/Shell-Arithmetic.html

import { nestedIn, nodesOf, type SimpleCommandNode, type SyntaxNode } from "../../snippet/syntax.ts";
import { isA } from "../hints/tree.ts";
import { isTaken, originOf, originsIn, type Placed } from "./file-text.ts";
import { type Guard, guardsIn, presencesIn } from "./guards.ts";
import type { Seen } from "./reading.ts";
import { baseOf, type Reading, shown } from "./text.ts";

/** Something that is evaluated: a variable by its name, or `$(…)`. */
type Value = { readonly variable: string } | { readonly substitution: SyntaxNode };
/** `written`: the expression; `at`: the place of the node in the order of the tree. */
type Use = { readonly value: Value; readonly written: string; readonly node: SyntaxNode; readonly at: number };

type Known = {
  readonly origins: ReadonlyMap<string, readonly Placed[]>;
  readonly guards: readonly Guard[];
  readonly presences: readonly Guard[];
};

/** `(( $(cat /x) > 3 ))`, `x=$(< /x); [[ $x -gt 3 ]]`, `${list[$x]}`; each variable once. */
export function evaluatedText(reading: Reading): readonly Seen[] {
  const known = { origins: originsIn(reading), guards: guardsIn(reading), presences: presencesIn(reading) };
  const found = usesIn(reading).filter(({ value, at }) => isFileText(value, at, known, reading));
  const seen = found.map((use) => seenIn(use, reading));
  return [...new Map(seen.reverse().map((one) => [one.name, one])).values()].reverse();
}

function isFileText(value: Value, at: number, known: Known, reading: Reading): boolean {
  if ("variable" in value) return holdsFileText(value.variable, at, known, []);
  const { paths, variables } = originOf({ parts: [value.substitution] }, reading);
  return paths.length > 0 || variables.some((one) => holdsFileText(one, at, known, []));
}

/** `above`: the variables on the way here; a variable may depend on itself. */
function holdsFileText(variable: string, at: number, known: Known, above: readonly string[]): boolean {
  const isBefore = (guard: Guard) => guard.variable === variable && guard.at <= at;
  if (above.includes(variable) || known.guards.some(isBefore)) return false;
  const before = (known.origins.get(variable) ?? []).filter((one) => one.at <= at);
  return before.some(({ origin: { paths, variables }, at: assigned }) => {
    const isPresent = known.presences.some(
      (one) => one.at <= at && (one.variable === variable || isReadAt(assigned, one.variable, known)),
    );
    if (paths.some((path) => !(isPresent && NUMBERS_OF_KERNEL.test(path)))) return true;
    return variables.some((one) => holdsFileText(one, at, known, [...above, variable]));
  });
}

/** `read -r used _ max < /proc/…`: if the last one has a value, so have those before it. */
function isReadAt(assigned: number, variable: string, { origins }: Known): boolean {
  return origins.get(variable)?.some(({ at }) => at === assigned) === true;
}

/** The kernel writes numbers there, or nothing. A limit of a cgroup may be "max", and a process gives itself its name. */
export const NUMBERS_OF_KERNEL =
  /^\/proc\/(sys\/|loadavg$|meminfo$|stat$|uptime$|vmstat$|pressure\/|net\/|diskstats$)|^\/sys\/(?!fs\/cgroup)/;

/** In the order of the tree. */
function usesIn(reading: Reading): readonly Use[] {
  const associative = associativeIn(reading);
  return reading.nodes.flatMap((node, at) => {
    const { parts, written } = evaluatedBy(node, reading, associative) ?? { parts: [], written: "" };
    return valuesIn(parts, associative).map((value) => ({ value, written, node, at }));
  });
}

const DECLARES: ReadonlySet<string> = new Set(["declare", "local", "typeset"]);

/** Arrays whose subscripts are texts: `declare -A seen`. */
function associativeIn({ commands }: Reading): ReadonlySet<string> {
  const declared = commands.filter(
    ({ name, args }) => DECLARES.has(name) && args.some(({ text }) => /^-\w*A/.test(text)),
  );
  return new Set(declared.flatMap(({ args }) => args.map(({ text }) => text.replace(/=[\s\S]*/, ""))));
}

const COMPARES: ReadonlySet<unknown> = new Set(["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]);

/** The parts of a node that bash evaluates; undefined for most nodes. */
function evaluatedBy(node: SyntaxNode, reading: Reading, associative: ReadonlySet<string>) {
  const { type, operator, left, right } = node;
  if (type === "ArithmeticExpression") return { parts: node.expression, written: `(( ${String(node.originalText)} ))` };
  if (type === "CondBinary" && COMPARES.has(operator))
    return {
      parts: [left, right],
      written: `[[ ${reading.textOf(left).text} ${String(operator)} ${reading.textOf(right).text} ]]`,
    };
  const named = type === "ParameterExpansion" ? node.parameter : type === "Assignment" ? node.name : undefined;
  if (typeof named === "string" && nestedIn(node) !== null && !associative.has(baseOf(named)))
    return { parts: argumentsOf(nestedIn(node)), written: named };
  return isA(node, "SimpleCommand") ? evaluatedByBuiltin(node, reading) : undefined;
}

/** Those of `: …`, as which a subscript was parsed. */
function argumentsOf(script: unknown): unknown {
  return nodesOf(script).find((node) => node.type === "SimpleCommand")?.args;
}

/** `declare -i n=$x`, `let "n = x + 1"` */
function evaluatedByBuiltin(node: SimpleCommandNode, { commands }: Reading) {
  const command = commands.find((one) => one.node === node);
  if (command === undefined) return undefined;
  const words = command.args.map(({ text }) => text);
  const isInteger = DECLARES.has(command.name) && words.some((word) => /^-\w*i/.test(word));
  if (!isInteger && command.name !== "let") return undefined;
  // The name before the sign is no value.
  const parts = isInteger
    ? node.args.flatMap((word) => word.parts.filter(({ type }) => type !== "Literal"))
    : node.args;
  return { parts, written: [command.name, ...words].join(" ") };
}

/** The variables and substitutions in an expression, but not those inside `$(…)`. */
function valuesIn(part: unknown, associative: ReadonlySet<string>): readonly Value[] {
  if (typeof part !== "object" || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((one) => valuesIn(one, associative));
  const node = part as SyntaxNode;
  switch (node.type) {
    case "ArithVariable":
      return [{ variable: String(node.name) }];
    case "ArithArrayElement":
      return [
        { variable: String(node.array) },
        ...(associative.has(String(node.array)) ? [] : valuesIn(node.index, associative)),
      ];
    case "ArithCommandSubst":
      return [{ substitution: { type: "CommandSubstitution", body: nestedIn(node) } }];
    case "ArithBracedExpansion":
      return valuesIn(argumentsOf(nestedIn(node)), associative);
    case "CommandSubstitution":
      return [{ substitution: node }];
    case "ParameterExpansion":
      return isTaken(node) ? [{ variable: baseOf(String(node.parameter)) }] : [];
    case "Literal":
      return (String(node.value).match(/\b[A-Za-z_]\w*/g) ?? []).map((variable) => ({ variable }));
    default:
      return Object.values(node).flatMap((child) => valuesIn(child, associative));
  }
}

function seenIn({ value, written, node }: Use, reading: Reading): Seen & { readonly name: string } {
  const name = "variable" in value ? `$${value.variable}` : `$(${codeOf(value.substitution, reading)})`;
  const variable = "variable" in value ? value.variable : "n";
  const taken = "variable" in value ? "" : `n=${name} || exit 2\n  `;
  const half = written.includes("10#") ? " 10# only fixes 010." : "";
  return {
    name,
    what: `uses a file's text in arithmetic: ${shown(name)} in ${shown(written)}`,
    remedy: [
      `bash evaluates it: empty text counts as 0, 010 as 8, a word as a variable, and a[$(…)] runs a command.${half} Test it first:`,
      `  ${taken}[[ $${variable} =~ ^[0-9]+$ ]] || { echo "not a number: $${variable}"; exit 2; }`,
    ].join("\n"),
    line: reading.lineOf(node),
  };
}

function codeOf(substitution: SyntaxNode, { commandsIn, textOf }: Reading): string {
  const pipe = commandsIn(substitution).map(({ name, args, node }) => {
    const files = node.redirections
      .filter(({ operator }) => operator === "<")
      .map(({ target }) => `< ${textOf(target).text}`);
    return [name, ...args.map(({ text }) => text), ...files].filter(Boolean).join(" ");
  });
  return pipe.join(" | ");
}
