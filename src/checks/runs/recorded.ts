// The outcomes of checks as the record has them. A run of another snippet or host, or one that was edited, does not count:
// then the check has changed since its last run, and no verdict is shown for any of its hosts.

import type { Check, Outcome, Refusal } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { judge } from "../rules/verdict.ts";
import { inText } from "../snippet/in-text.ts";
import { rewriteOf } from "../snippet/rewrites.ts";
import { runKey } from "./key.ts";
import { isWhole, type RecordedRun, type Records, RULES_VERSION, runOfRecord } from "./record.ts";
import { hostsOf } from "./trials.ts";

/** tried: the record has a run on every host that it names; changed: runs of an older form; never: no run at all. */
export type TriedState = "tried" | "changed" | "never";

export type Recorded = {
  readonly state: TriedState;
  /** On all its hosts, in the order of trialsOf; none unless it is tried. */
  readonly outcomes: readonly Outcome[];
  /** The shell and the tools that ran, with their versions. */
  readonly by: readonly string[];
  /** How many hosts it names that there are. */
  readonly hosts: number;
  /** How often it was run with something taken away. */
  readonly trials: number;
  /** Hosts without a run that fits, and why: an edited record is one reason. */
  readonly lacking: readonly { readonly host: string; readonly why: Lack }[];
  /** Whether rules and trials have become stricter since. */
  readonly isOfOlderRules: boolean;
};

/** Why a run of the record does not count. */
type Lack = "new" | "changed" | "edited";

/** What the record has of a check. */
export function recordedOf(check: Check, hosts: ReadonlyMap<string, Host>, records: Records): Recorded {
  const own = records.get(check.id) ?? new Map<string, RecordedRun>();
  const trials = hostsOf(check, hosts).map((trial) => ({ ...trial, run: own.get(trial.host.name) }));
  const lacking = trials.flatMap(({ host, run }) => {
    const why = whyNot(run, check, host);
    return why === undefined ? [] : [{ host: host.name, why } as const];
  });
  const isTried = lacking.length === 0 && trials.length > 0;
  const runs = trials.flatMap(({ run }) => run ?? []);
  return {
    state: isTried ? "tried" : own.size === 0 ? "never" : "changed",
    outcomes: isTried
      ? trials.map(({ host, expected, run }) => outcomeOf(check, host, expected, run as RecordedRun))
      : [],
    by: [...new Set(runs.flatMap(({ by }) => by))].sort(),
    trials: runs.reduce((sum, run) => sum + run.trials, 0),
    lacking,
    hosts: trials.length,
    isOfOlderRules: runs.some(({ rules }) => rules < RULES_VERSION),
  };
}

function whyNot(run: RecordedRun | undefined, check: Check, host: Host): Lack | undefined {
  if (run === undefined) return "new";
  if (run.key !== runKey(check, host)) return "changed";
  // Without a host that was ok, a trial may be due that was not made.
  if (run.ok.some((name) => !check.ok.includes(name))) return "changed";
  return isWhole(run) ? undefined : "edited";
}

function outcomeOf(check: Check, host: Host, expected: Outcome["expected"], recorded: RecordedRun): Outcome {
  const { refused, ...rest } = runOfRecord(recorded);
  const run = { ...rest, refused: refused.map((refusal) => inFull(refusal, check)) };
  return { check: check.id, host: host.name, expected, verdict: judge(run, check.exits), run };
}

/** What a record leaves out follows from the snippet: the line, and what to write instead. */
function inFull(refusal: Refusal, { snippet }: Check): Refusal {
  const { cause, asked } = refusal;
  const same = inText(snippet).refused.find((other) => other.cause === cause && other.asked === asked);
  return same ?? { ...refusal, rewrite: rewriteOf(asked) };
}
