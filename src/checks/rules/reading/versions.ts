// Versions compared as text: then "5.15.0-9" is more than "5.15.0-83", because "9" is more than "8".
// https://www.gnu.org/software/bash/manual/html_node/Bash-Conditional-Expressions.html: < and > sort lexicographically.

import type { SyntaxNode } from "../../snippet/syntax.ts";
import { isAwk } from "./awk.ts";
import type { Seen } from "./reading.ts";
import { type Command, type Reading, shown, type Text } from "./text.ts";

/** "5.15.0-83", "v1.2", "3.0.11-1~deb12u2"; a date has no dot between its numbers, and sorts well as text. */
const VERSION = /^v?\d+\.\d+([-+~.:]\w+)*$/;
/** It may as well be a load, or a share. */
const NUMBER = /^\d+\.\d+$/;

/** `[[ $v < 5.15.0-83 ]]`, `[ "$v" \> 1.2 ]`, `expr "$v" '<' 1.2.3`, `sort | head -n 1`, `awk '$1 < "5.4.0"'`. */
export function textCompared(reading: Reading): readonly Seen[] {
  return [
    ...reading.nodes.flatMap((node) => bracketed(node, reading)),
    ...reading.commands.flatMap((command) => [
      ...tested(command, reading),
      ...sorted(command, reading),
      ...byAwk(command),
    ]),
  ];
}

function bracketed(node: SyntaxNode, reading: Reading): readonly Seen[] {
  const { lineOf, textOf } = reading;
  if (node.type !== "CondBinary" || (node.operator !== "<" && node.operator !== ">")) return [];
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return seenIn(
    `[[ ${left.text} ${node.operator} ${right.text} ]]`,
    [left, node.operator, right],
    lineOf(node),
    reading,
  );
}

/** `[ a \< b ]`, `test a '>' b`, `expr a \<= b` */
function tested({ name, args, line }: Command, reading: Reading): readonly Seen[] {
  if (name !== "[" && name !== "test" && name !== "expr") return [];
  const at = args.findIndex(({ text }, i) => i > 0 && /^[<>]=?$/.test(text));
  const [left, right] = [args[at - 1], args[at + 1]];
  if (left === undefined || right === undefined) return [];
  const operator = args[at]?.text ?? "";
  const written =
    name === "[" ? `[ ${left.text} \\${operator} ${right.text} ]` : `${name} ${left.text} '${operator}' ${right.text}`;
  return seenIn(written, [left, operator, right], line, reading);
}

/** A version as it is written, or a variable that is given one somewhere. */
function isVersion(text: Text, reading: Reading): boolean {
  return heldBy(text, reading).some((value) => VERSION.test(value));
}

/** A plain text itself; for a variable, the plain texts that it is given. */
function heldBy({ text, isPlain }: Text, { textOf, valuesOf }: Reading): readonly string[] {
  if (isPlain) return [text];
  const [, variable] = /^\$(\w+)$/.exec(text) ?? [];
  const values = variable === undefined ? [] : valuesOf(variable).map(textOf);
  return values.flatMap((value) => (value.isPlain ? [value.text] : []));
}

/** `printf '%s\n' "$v" 5.4.0 | sort | head -n 1`; with fields or another order, the author has thought of it. */
function sorted(command: Command, reading: Reading): readonly Seen[] {
  const { name, args, line, node } = command;
  const isPlain =
    name === "sort" && args.every(({ text }) => /^(-[bcCfimrsu]+|--(check|reverse|unique|stable).*)$/.test(text));
  if (!isPlain) return [];
  const printed = reading
    .feeding(command)
    .filter((source) => source.name === "printf" || source.name === "echo")
    .flatMap((source) => source.args);
  const hereStrings = node.redirections
    .filter(({ operator }) => operator === "<<<")
    .map(({ target }) => reading.textOf(target));
  const lines = [...printed, ...hereStrings].flatMap(linesOf);
  if (lines.length < 2 || !lines.some((one) => isVersion(one, reading))) return [];
  const options = args.map(({ text }) => ` ${text}`).join("");
  const what = `sorts versions as text: ${shown(`sort${options}`)}`;
  return [{ what, remedy: `${WHY} Let sort compare versions:\n  sort -V${options}`, line }];
}

/** `"$v\n5.4.0"` → two texts */
function linesOf({ text, isPlain, node }: Text): readonly Text[] {
  return text.split(/\s+|\\n/).map((part) => ({ text: part, isPlain: isPlain || !part.includes("$"), node }));
}

/** In awk, what is compared with a text constant is compared as text. */
const IN_AWK =
  /(?<![$\w])[$\w]+(?:\[[^\]]{0,99}\])?\s*[<>]=?\s*"(v?\d+\.\d[^"\s]*)"|"(v?\d+\.\d[^"\s]*)"\s*[<>]=?\s*[$\w]+/;

function byAwk(command: Command): readonly Seen[] {
  if (!isAwk(command)) return [];
  return command.args.flatMap(({ text }) => {
    const [written, right, left] = IN_AWK.exec(text) ?? comparedWithVariable(text, command.args);
    if (written === undefined) return [];
    const remedy = `${WHY} Take the value out of awk, and let sort compare versions:\n  if ${inOrder(right ?? left ?? "", '"$value"')}; then …\nThis is true if $value is ${right ?? left ?? ""} or newer`;
    return [{ what: `compares versions as text: ${shown(written)} of awk`, remedy, line: command.line }];
  });
}

/** `-v min=5.4.0 '$1 < min'`: awk compares text unless both are numbers. */
function comparedWithVariable(program: string, args: readonly Text[]): readonly (string | undefined)[] {
  const given = args.flatMap(({ text }) => [...text.matchAll(GIVEN)]);
  for (const [, name, version] of given) {
    const [written] = new RegExp(`(?<![$\\w])[$\\w]+\\s*[<>]=?\\s*${name}\\b`).exec(program) ?? [];
    if (written !== undefined) return [written, version];
  }
  return [];
}

const GIVEN = /^(?:-v\s*)?(\w+)=(v?\d+\.\d+\.\d\S*|v?\d+\.\d+-\S+)$/g;

const WHY = 'As text, "5.9" is newer than "5.15", and "83" older than "9".';

/** True if the first is no newer than the second. */
function inOrder(first: string, second: string): string {
  return `printf '%s\\n' ${first} ${second} | sort -V -C`;
}

function seenIn(
  written: string,
  compared: readonly [Text, string, Text],
  line: number,
  reading: Reading,
): readonly Seen[] {
  const [left, operator, right] = compared;
  const versions = [left, right].flatMap((text) => heldBy(text, reading)).filter((value) => VERSION.test(value));
  if (versions.length === 0) return [];
  const [a, b] = [quoted(left), quoted(right)];
  const sort = { "<": `! ${inOrder(b, a)}`, ">": `! ${inOrder(a, b)}`, "<=": inOrder(a, b), ">=": inOrder(b, a) }[
    operator
  ];
  if (versions.every((value) => NUMBER.test(value))) {
    const awk = `awk -v a=${a} -v b=${b} 'BEGIN { exit !(a ${operator} b) }'`;
    const remedy = `As text, "9.5" is more than "10.2". Let awk compare numbers:\n  if ${awk}; then …\nFor versions: if ${sort}; then …`;
    return [{ what: `compares numbers as text: ${shown(written)}`, remedy, line }];
  }
  const dpkg = { "<": "lt", ">": "gt", "<=": "le", ">=": "ge" }[operator];
  return [
    {
      what: `compares versions as text: ${shown(written)}`,
      remedy: `${WHY} Let sort compare versions:\n  if ${sort}; then …\nFor versions of Debian packages: dpkg --compare-versions ${a} ${dpkg} ${b}`,
      line,
    },
  ];
}

function quoted({ text, isPlain }: Text): string {
  return isPlain ? text : `"${text}"`;
}
