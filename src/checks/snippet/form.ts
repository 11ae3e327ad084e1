// Snippets that cannot be run: too long to be parsed, or with a text that ends the function around them.

import type { Refusal, Run } from "../../model/check.ts";
import type { ScriptNode } from "./syntax.ts";

/** Four hundred full lines. */
const LONGEST = 2 ** 14;

/** Why a snippet is not even run. */
export function unreadable(snippet: string): Refusal | undefined {
  if (snippet.length > LONGEST) {
    const rewrite = `Shorten it to at most ${LONGEST} characters`;
    return { cause: "snippet", asked: `${snippet.length} characters`, rewrite };
  }
  // Shells drop a NUL silently, and no file holds half a character.
  if (!snippet.includes("\0") && snippet.isWellFormed()) return undefined;
  return { cause: "snippet", asked: "what is no character", rewrite: "Remove what is not a character, such as NUL" };
}

/** What is read of a snippet; undefined if it is nested too deep to be followed. */
export function unlessTooDeep<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // Node.js reports an overflow of its call stack like this.
    if (error instanceof RangeError && error.message.includes("call stack")) return undefined;
    throw error;
  }
}

/** A run that was not made. */
export function notRun(refused: readonly Refusal[]): Run {
  const trace = { read: [], missing: [], looked: [], listed: [], ran: [], steps: [] };
  return { exitCode: FAILED, stdout: "", stderr: "", ...trace, refused };
}

/** Not 0 or 1, so that a failure of the shell is no verdict. */
const FAILED = 125;

/** What is wrong with the tree of `asFunction(snippet)`: it may hold only the function, and one call of it. */
export function outsideOf({ statements }: ScriptNode): readonly Refusal[] {
  const [first] = statements;
  const [definition] = first?.pipelines[0]?.commands ?? [];
  const isOne = statements.length === 2 && first?.pipelines.length === 1 && first.pipelines[0]?.commands.length === 1;
  if (!isOne || definition?.type !== "FunctionDef") {
    const rewrite = "Balance all braces and quotes: bash -n shows where";
    return [{ cause: "snippet", asked: "code outside of the check", rewrite }];
  }
  const isEmpty = definition.body.type === "Group" && definition.body.body.length === 0;
  return isEmpty ? [{ cause: "snippet", asked: "no command in it", rewrite: "Write at least one command" }] : [];
}
