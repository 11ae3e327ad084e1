// Where a snippet tests that a variable is a number, so that what follows may calculate with it.

import { nodesOf, type SyntaxNode } from "../../snippet/syntax.ts";
import { isA } from "../hints/tree.ts";
import { DIGITS, hasDigits } from "./file-text.ts";
import { baseOf, type Command, type Reading, variablesIn } from "./text.ts";

/** A variable, and the place of the node in the order of the tree. */
export type Guard = { readonly variable: string; readonly at: number };

/** Every place where the form of a variable's text is tested. */
export function guardsIn(reading: Reading): readonly Guard[] {
  const own = reading.nodes.flatMap((node, at) => guardedBy(node, reading).map((variable) => ({ variable, at })));
  // `is_number "$x" || exit 2`: a function that tests the form of its argument.
  const asking = new Set(
    reading.nodes.flatMap((node) =>
      isA(node, "FunctionDef") &&
      nodesOf(node).some((inner) => guardedBy(inner, reading).some((name) => /^[\d@*]$/.test(name)))
        ? [node.name]
        : [],
    ),
  );
  const called = reading.commands.filter(({ name }) => asking.has(name));
  return [
    ...own,
    ...called.flatMap(({ node, args }) =>
      argumentsOf(args).map((variable) => ({ variable, at: reading.nodes.indexOf(node as unknown as SyntaxNode) })),
    ),
  ];
}

/** `num x` passes the name itself. */
function argumentsOf(args: Command["args"]): readonly string[] {
  return args
    .flatMap(({ node, text }) => [...variablesIn(node), ...(/^[A-Za-z_]\w*$/.test(text) ? [text] : [])])
    .map(baseOf);
}

function guardedBy(node: SyntaxNode, reading: Reading): readonly string[] {
  if (node.type === "CondBinary") return isForm(node, reading) ? variablesIn(node.left) : [];
  if (isA(node, "Case")) return node.items.some(({ patterns }) => hasDigits(patterns)) ? variablesIn(node.word) : [];
  // `x=${x//[!0-9]/}`
  if (node.type === "Assignment")
    return hasDigits(node.value) && variablesIn(node.value).includes(String(node.name)) ? [String(node.name)] : [];
  if (node.type === "CondUnary" && (node.operator === "-z" || node.operator === "-n"))
    return hasDigits(node.operand) ? variablesIn(node.operand) : [];
  return isA(node, "SimpleCommand") ? testedBy(node, reading) : [];
}

/** `[[ $x =~ ^[0-9]+$ ]]`, `[[ $x =~ $number ]]`, `[[ $x == *[!0-9]* ]]` */
function isForm({ operator, right }: SyntaxNode, { textOf, valuesOf }: Reading): boolean {
  if (operator === "==" || operator === "=" || operator === "!=") return hasDigits(right);
  if (operator !== "=~") return false;
  const texts = [right, ...variablesIn(right).flatMap(valuesOf)].map((word) => textOf(word).text);
  return texts.some((text) => text.startsWith("^") && DIGITS.test(text));
}

const INTEGER = /^-(eq|ne|lt|le|gt|ge)$/;

/** `[ "$x" -ge 0 ]` fails if it is no number; `grep -Eq '^[0-9]+$' <<< "$x"`, `expr "$x" : '[0-9]*$'` */
function testedBy(node: SyntaxNode, reading: Reading): readonly string[] {
  const command = reading.commands.find((one) => (one.node as unknown) === node);
  if (command === undefined) return [];
  const { name, args } = command;
  if (name === "[" || name === "test") {
    const at = args.findIndex(({ text }) => INTEGER.test(text));
    const operands = at === -1 ? (hasDigits(args.map((arg) => arg.node)) ? args : []) : [args[at - 1], args[at + 1]];
    return operands.flatMap((word) => variablesIn(word?.node)).map(baseOf);
  }
  if (!ASKING.has(name) || !hasDigits(args.map((arg) => arg.node))) return [];
  const fed = [...reading.feeding(command).map((source) => source.node), node.redirections];
  return variablesIn([fed, args.map((arg) => arg.node)]).map(baseOf);
}

const ASKING: ReadonlySet<string> = new Set(["awk", "egrep", "expr", "gawk", "grep", "mawk"]);

/** Places where a snippet tests whether a variable is empty: `[ -n "$x" ]`, `[[ -z $x ]]`, `${x:?}`. */
export function presencesIn({ nodes, commands }: Reading): readonly Guard[] {
  return nodes.flatMap((node, at) => {
    const words = node.type === "CondUnary" && (node.operator === "-z" || node.operator === "-n") ? [node.operand] : [];
    const command = commands.find((one) => (one.node as unknown) === node);
    const isTest = command?.name === "[" || command?.name === "test";
    const tested = isTest ? command.args.filter((_, i) => /^-[zn]$/.test(command.args[i - 1]?.text ?? "")) : [];
    const required = ((node.operation ?? {}) as SyntaxNode).type === "ErrorIfUnset" ? [node] : [];
    return variablesIn([...words, ...tested.map((word) => word.node), ...required]).map((variable) => ({
      variable: baseOf(variable),
      at,
    }));
  });
}
