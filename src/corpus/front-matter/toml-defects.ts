// What is wrong with a TOML text, where it began, and what to do about it.

import { DATE_REMEDY } from "../../model/date.ts";

export type TomlDefect = { readonly range: readonly [number, number]; readonly what: string; readonly remedy: string };

/** The parser stops at the first error. A RangeError means that the text nests deeper than the stack. */
export function tomlDefect(error: (Error & { readonly index: number }) | RangeError, text: string): TomlDefect {
  if (!("index" in error))
    return { range: [0, 0], what: "TOML that is nested too deeply", remedy: "Reduce the nesting" };
  const { message, index } = error;
  const twice = /multiple times/.test(message) ? /^[\w.-]+/.exec(text.slice(index))?.[0] : undefined;
  const what = `not valid TOML: ${twice === undefined ? message : `key "${twice}" appears twice`}`;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(message))?.[1] ?? REMEDY;
  // A missing close is noticed at the end, which may be on the line of the closing marks.
  const at = Math.min(index, text.trimEnd().length);
  const from = startOf(message, text, at);
  return { range: [from, endOfLine(text, from)], what, remedy };
}

/** The parser reports where it gave up; for strings and dates that is after them. */
function startOf(message: string, text: string, at: number): number {
  if (message.startsWith("Unterminated string")) return openingQuote(text, at);
  return /invalid (date|time)/.test(message)
    ? at - (/(?<![\w:.+-])[\w:.+-]*$/.exec(text.slice(0, at))?.[0].length ?? 0)
    : at;
}

/** Where the string opens in which the parser came to an end. */
function openingQuote(text: string, end: number): number {
  const triple = Math.max(text.lastIndexOf('"""', end - 3), text.lastIndexOf("'''", end - 3));
  const start = text.lastIndexOf("\n", end - 1) + 1;
  if (triple !== -1 && triple < start) return triple;
  const single = text.slice(start, end).search(/["']/);
  return single === -1 ? end : start + single;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

const REMEDY = 'Write one key = "value" per line, with quotes around texts; put YAML between two lines of "---"';

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/multiple times/, "Write the key once; put several values into a list"],
  [/^Unterminated|^Unspecified/, "Close the quote or bracket opened here or earlier"],
  [/invalid (date|time)/, DATE_REMEDY],
];
