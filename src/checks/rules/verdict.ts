// From what a run did to what the check says of the host. The exit code alone is not enough: a run that lacked
// something, or did not end, may have any.

import { type Cause, type Exits, type Refusal, type Run, type Verdict, verdictOf } from "../../model/check.ts";
import { refusalsOf, shortened } from "./refusals.ts";

/** What the check says of the host. */
export function judge(run: Run, exits: Exits = {}): Verdict {
  return unanswered(run) === undefined ? verdictOf(run.exitCode, exits) : "unknown";
}

/**
 * What a run on a changed host says. There it asks what no machine was asked, as `date -d ""` where a file is empty: that no
 * transcript answers is no proof that the check would stop, so that its exit code counts, as after a command that fails.
 */
export function judgeTrial(run: Run, exits: Exits = {}): Verdict {
  const isUnanswered = run.refused.length > 0 && run.refused.every(({ cause }) => cause === "command");
  return isUnanswered ? verdictOf(run.exitCode, exits) : judge(run, exits);
}

/** Why a run is no answer, whatever its exit code; undefined where the exit code counts. */
export function unanswered(run: Run): string | undefined {
  const refusals = refusalsOf(run);
  return refusals.length === 0 ? undefined : reasonsFor(refusals);
}

/** What is said of refusals, those of one cause together. */
export function reasonsFor(refusals: readonly Refusal[]): string {
  const byCause = Map.groupBy(refusals, ({ cause }) => cause);
  return [...byCause].map(([cause, all]) => REASONS[cause](all.map(({ asked }) => shortened(asked)))).join("; ");
}

/** What is said of a cause, for all that was asked for. */
const REASONS: Readonly<Record<Cause, (asked: readonly string[]) => string>> = {
  snippet: (asked) => `it is no check that can be tried (${asked.join(", ")})`,
  time: () => "it did not end in time",
  write: (asked) => `it tries to write (${asked.join(", ")}), and a check only reads`,
  endless: (asked) => `it takes more than a check may (${asked.join(", ")})`,
  output: (asked) => `it prints ${asked[0]?.replace(" of output", "")}`,
  network: (asked) => `it asks the network (${asked.join(", ")})`,
  recording: (asked) => `no recording of a machine has an answer to ${quoted(asked)}`,
  command: (asked) => `the host has no transcript of ${quoted(asked)}`,
};

function quoted(asked: readonly string[]): string {
  return asked.map((line) => `"${line}"`).join(", ");
}
