// Which snippets are none: too long to be read, or with a text that ends the function around them. Every engine says so.

import type { ScriptNode } from "just-bash";
import type { Run } from "../model/check.ts";

/** Four hundred full lines. Far above it, the simulated shell takes seconds to read what is deeply nested. */
const LONGEST = 2 ** 14;

/** Why a snippet is not even tried. */
export function unreadable(snippet: string): string | undefined {
  if (snippet.length > LONGEST) return `snippet: size limit exceeded (${LONGEST} characters)`;
  // Shells drop a NUL without a word, and no file holds half a character.
  return snippet.includes("\0") || !snippet.isWellFormed()
    ? "snippet: limit of what can be written exceeded"
    : undefined;
}

/** A run that was not made, or of which nothing is known. */
export function notRun(...refused: readonly string[]): Run {
  const trace = { read: [], missing: [], looked: [], listed: [], ran: [] };
  return { exitCode: FAILED, stdout: "", stderr: "", ...trace, refused, timedOut: false };
}

/** Any code but 0 and 1, so that a failure of the shell is no verdict. */
export const FAILED = 125;

/** What is wrong with the tree of `asFunction(snippet)`: the function, and one call of it, is all that there may be. */
export function outsideOf({ statements }: ScriptNode): readonly string[] {
  const [first] = statements;
  const [definition] = first?.pipelines[0]?.commands ?? [];
  const isOne = statements.length === 2 && first?.pipelines.length === 1 && first.pipelines[0]?.commands.length === 1;
  if (!isOne || definition?.type !== "FunctionDef") return ["code outside of the check"];
  const isEmpty = definition.body.type === "Group" && definition.body.body.length === 0;
  return isEmpty ? ["a check without a command"] : [];
}
