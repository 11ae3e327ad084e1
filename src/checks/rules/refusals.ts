// What a run asked for and got no answer to, and which of it is a fault even if the check should say CANNOT TELL.

import { CAUSES, type Cause, type Refusal, type Run } from "../../model/check.ts";
import { TEXT_TOOLS } from "../sandbox/tools.ts";
import { writesByTool } from "../snippet/syntax.ts";

/** What a run was refused, the gravest first; of one cause in the order of the run. */
export function refusalsOf({ refused }: Run): readonly Refusal[] {
  return (
    [...refused]
      // A connection is opened as a file is; that is no second fault.
      .filter(({ asked }) => !refused.some((other) => other.cause === "network" && asked === `> ${other.asked}`))
      .sort((a, b) => CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause))
  );
}

/** What no run may do or need, whatever its verdict: CANNOT TELL does not excuse these. */
const FORBIDDEN: ReadonlySet<Cause> = new Set(["snippet", "time", "write", "endless", "output", "network"]);

/**
 * The refusals of a run that are a fault even if it should say CANNOT TELL. `recorded`: names of commands of which some
 * host of the check has a transcript; a host without it may be why the check can't tell there. Undefined if any command
 * may be asked for.
 */
export function forbiddenIn(run: Run, recorded: ReadonlySet<string> | undefined): readonly Refusal[] {
  const refusals = refusalsOf(run).filter(
    ({ cause, asked }) => FORBIDDEN.has(cause) || (cause === "command" && recorded?.has(commandOf(asked)) === false),
  );
  // `sed -i` of a file that this host lacks comes to nothing here, and changes it elsewhere.
  const writing = run.ran.filter(writesByTool);
  const untold = writing.filter((line) => !refusals.some(({ asked }) => asked === line));
  return [...untold.map((asked) => ({ asked, cause: "write" as const })), ...refusals];
}

/** "zpool list" → "zpool" */
export function commandOf(line: string): string {
  return line.split(" ", 1)[0] ?? "";
}

const TOOLS: ReadonlySet<string> = new Set(TEXT_TOOLS);

/** True for what needs no transcript. */
export function isTextTool(name: string): boolean {
  return TOOLS.has(name);
}

const SHOWN = 60;

/** A refused command may be a whole awk program. */
export function shortened(refused: string): string {
  const line = refused.replace(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
