// What a snippet can write that would blind the sandbox: its trace and the notes of what has no answer go through two
// descriptors, and functions that answer for the host call some builtins.

import type { Refusal } from "../../model/check.ts";
import { literal, type SyntaxNode } from "./syntax.ts";

/** From here on, descriptors are bash's and the sandbox's. */
const FIRST_DESCRIPTOR = 250;

/** Builtins that the functions which answer for the host call. */
const CALLED: ReadonlySet<unknown> = new Set(["builtin", "kill", "local", "printf", "return", "set", "unset"]);

/** How bash traces. */
const TRACE: ReadonlySet<unknown> = new Set(["BASH_XTRACEFD", "PS4"]);

/** `251>/dev/null`, `echo x >&250`, `exec {fd}>&-`, `PS4=x`, `printf() { …; }`; undefined for any other node. */
export function blindingOf({ type, fd, fdVariable, operator, target, name }: SyntaxNode): Refusal | undefined {
  if (type === "FunctionDef" && CALLED.has(name))
    return {
      cause: "recording",
      asked: `${String(name)}()`,
      rewrite: "Rename the function: bash has a builtin of that name",
    };
  if (type === "Assignment" && TRACE.has(name))
    return {
      cause: "recording",
      asked: `${String(name)}=`,
      rewrite: "Remove it: the sandbox traces a run with set -x",
    };
  if (type !== "Redirection") return undefined;
  if (fdVariable !== undefined && (operator === ">&" || operator === "<&"))
    return {
      cause: "recording",
      asked: `{${String(fdVariable)}}`,
      rewrite: "Write the number of the descriptor, from 3 to 9",
    };
  if ((operator === ">&" || operator === "<&") && literal(target) === undefined)
    return {
      cause: "recording",
      asked: `${String(operator)}…`,
      rewrite: "Write the number of the descriptor, from 3 to 9",
    };
  const [, to] = /^(?:\/dev\/fd\/)?(\d+)-?$/.exec(literal(target) ?? "") ?? [];
  const descriptor = [fd, Number(to)].find((one) => typeof one === "number" && one >= FIRST_DESCRIPTOR);
  if (descriptor === undefined) return undefined;
  return { cause: "recording", asked: `descriptor ${String(descriptor)}`, rewrite: "Use a descriptor from 3 to 9" };
}
