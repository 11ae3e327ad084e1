// Commands that stand in repaired scripts: they look at a value while the script runs, and change it or refuse it.

import { type Bash, defineCommand, type ExecResult, parse, type WordNode } from "just-bash";
import { prefersLonger } from "./regex-doubts.ts";

export type Part = WordNode["parts"][number];

export const GLOB_LITERAL = "glob-literal";
export const INTEGER = "integer";
export const TEST_INTEGER = "test-integer";
export const UNSPLIT = "unsplit";
export const REGEX = "regex";
export const OPERANDS = "operands";

/** What a command makes of some parts of a word, as one quoted part. */
export function passed(command: string, ...words: readonly Part[][]): Part {
  return { type: "DoubleQuoted", parts: [substitution(command, words)] };
}

/** A command that looks at a part and prints nothing: no quotes, which would make an empty word. */
export function looked(command: string, ...parts: Part[]): Part {
  return substitution(command, [parts]);
}

function substitution(command: string, words: readonly Part[][]): Part {
  const body = parse(`${command} x`);
  const node = body.statements[0]?.pipelines[0]?.commands[0];
  const quoted = words.map((parts): WordNode => ({ type: "Word", parts: [{ type: "DoubleQuoted", parts }] }));
  if (node?.type === "SimpleCommand") node.args = quoted;
  return { type: "CommandSubstitution", body, legacy: false };
}

/** The parts of a word as it is written. */
export function partsOf(word: string): Part[] {
  const command = parse(`: ${word}`).statements[0]?.pipelines[0]?.commands[0];
  return command?.type === "SimpleCommand" ? (command.args[0]?.parts ?? []) : [];
}

/** Gives a shell these commands. */
export function registerRepairs(bash: Bash, trace: { readonly refused: Set<string> }): void {
  const output = (stdout: string): ExecResult => ({ stdout, stderr: "", exitCode: 0 });
  const register = (name: string, run: (args: readonly string[]) => string) =>
    bash.registerCommand(defineCommand(name, async (args) => output(run(args))));
  const refuse = (text: string, as: string) => trace.refused.add(`${JSON.stringify(text)} ${as}`);
  register(GLOB_LITERAL, ([text = ""]) => text.replace(/[[\]*?\\]/g, "\\$&"));
  register(INTEGER, ([text = ""]) => {
    if (text.includes(".") || isOddOperand(text)) refuse(text, "as an integer");
    return text;
  });
  register(TEST_INTEGER, ([text = ""]) => (INTEGERS.test(text) ? text : "none"));
  register(UNSPLIT, ([text = ""]) => {
    if (/^[ \t\n]/.test(text)) refuse(text, "split behind other text");
    return "";
  });
  register(REGEX, ([text = ""]) => {
    if (prefersLonger(text)) refuse(text, "where the longest counts");
    return "";
  });
  register(OPERANDS, (operands) => {
    for (const text of operands) if (isOddOperand(text)) refuse(text, "in arithmetic");
    if (isTooLarge(operands)) refuse(operands.join(" "), "in arithmetic, beyond 2^53");
    return "";
  });
}

/** test(1) takes decimal numbers of 64 bits, with blanks around them. */
const INTEGERS = /^[ \t\n]*[-+]?\d{1,18}[ \t\n]*$/;

/** `08`, which is no octal number; carriage returns; and what a double cannot hold. */
function isOddOperand(text: string): boolean {
  return /(^|[^\w.#])0\d*[89]|\r|\d{16}/.test(text);
}

/** Behind each asterisk stand factors of one product. */
function isTooLarge(operands: readonly string[]): boolean {
  const products = operands.join(" ").split("*").slice(1);
  return products.some((factors) => {
    const numbers = factors
      .trim()
      .split(/\s+/)
      .map((text) => Math.abs(Number(text)) || 1);
    return numbers.reduce((product, factor) => product * factor, 1) > Number.MAX_SAFE_INTEGER;
  });
}
