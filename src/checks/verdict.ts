// From what a run did to what the check says of the host. The exit code alone is not enough: a run that lacked
// something, or did not end, may have any.

import { type Exits, type Run, type Verdict, verdictOf } from "../model/check.ts";

/** What the check says of the host. */
export function judge(run: Run, exits: Exits = {}): Verdict {
  return unanswered(run) === undefined ? verdictOf(run.exitCode, exits) : "unknown";
}

/** Why a run is no answer, whatever its exit code; undefined where the exit code counts. */
export function unanswered(run: Run): string | undefined {
  if (run.timedOut) return "it did not end in time";
  const writes = run.refused.filter((refused) => refused.startsWith("> "));
  if (writes.length > 0) return `it tries to write (${writes.map(shortened).join(", ")}), and a check only reads`;
  if (run.refused.length === 0) return undefined;
  const asked = run.refused.map((refused) => `"${shortened(refused)}"`).join(", ");
  return `neither a recording of the host nor the simulated shell has an answer to ${asked}`;
}

const SHOWN = 60;

/** A refused command may be a whole awk program. */
function shortened(refused: string): string {
  const line = refused.replace(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
