// From what a run did to what the check says of the host. The exit code alone is not enough: a run that lacked
// something, or did not end, may have any.

import { type Cause, type Exits, type Refusal, type Run, type Verdict, verdictOf } from "../../model/check.ts";
import { refusalsOf, shortened } from "./refusals.ts";

/** What the check says of the host. */
export function judge(run: Run, exits: Exits = {}): Verdict {
  return unanswered(run) === undefined ? verdictOf(run.exitCode, exits) : "unknown";
}

/**
 * What a run on a changed host says. There it may ask something new, such as `date -d ""` if a file is empty: without a
 * transcript, it is not known that the check would stop, so its exit code counts, as after a command that fails.
 */
export function judgeTrial(run: Run, exits: Exits = {}): Verdict {
  const isUnanswered = run.refused.length > 0 && run.refused.every(({ cause }) => cause === "command");
  return isUnanswered ? verdictOf(run.exitCode, exits) : judge(run, exits);
}

/** Why the exit code of a run does not count; undefined if it does. */
export function unanswered(run: Run): string | undefined {
  const refusals = refusalsOf(run);
  return refusals.length === 0 ? undefined : reasonsFor(refusals);
}

/** The reasons as a sentence, those of one cause together. */
export function reasonsFor(refusals: readonly Refusal[]): string {
  const byCause = Map.groupBy(refusals, ({ cause }) => cause);
  return [...byCause].map(([cause, all]) => REASONS[cause](all.map(({ asked }) => shortened(asked)))).join("; ");
}

/** The words for a cause, with all that was asked for. */
const REASONS: Readonly<Record<Cause, (asked: readonly string[]) => string>> = {
  snippet: (asked) => `it cannot be run as a check (${asked.join(", ")})`,
  time: () => "it did not end in time",
  write: (asked) => `it tries to write (${asked.join(", ")}), but a check may only read`,
  endless: (asked) => `it exceeds a limit (${asked.join(", ")})`,
  output: (asked) => `it prints ${asked[0]?.replace(" of output", "")}`,
  network: (asked) => `it uses the network (${asked.join(", ")})`,
  recording: (asked) => `no test host can answer ${quoted(asked)}`,
  command: (asked) => `the test host has no transcript of ${quoted(asked)}`,
};

function quoted(asked: readonly string[]): string {
  return asked.map((line) => `"${line}"`).join(", ");
}
