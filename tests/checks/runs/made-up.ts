// Records of checks for tests, made up without a run.

import { runKey, sumOf } from "../../../src/checks/runs/key.ts";
import { type RecordedRun, type Records, RULES_VERSION, recordOf } from "../../../src/checks/runs/record.ts";
import { hostsOf } from "../../../src/checks/runs/trials.ts";
import type { Check, Run, Verdict } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";
import { RUN } from "../samples.ts";

const CODES: Readonly<Record<Verdict, number>> = { ok: 0, affected: 1, unknown: 2 };

/** The record of a run that gives what is expected. */
export function recordedRun(check: Check, host: Host, expected: Verdict, given: Partial<Run> = {}): RecordedRun {
  const run = { ...RUN, exitCode: CODES[expected], stdout: `${expected}\n`, ...given };
  return recordOf(run, {
    key: runKey(check, host),
    trials: 2,
    by: ["GNU bash 5.2.15", `GNU grep ${host.name.length}`],
  });
}

/** A record of the check on all its hosts; `change` is made to each run. */
export function recordsOf(
  check: Check,
  hosts: ReadonlyMap<string, Host>,
  change: (run: RecordedRun) => RecordedRun = (run) => run,
): Records {
  const runs = hostsOf(check, hosts).map(
    ({ host, expected }) => [host.name, change(recordedRun(check, host, expected))] as const,
  );
  return new Map([[check.id, new Map(runs)]]);
}

/** The record as an older version would have written it, before the rules of today. */
export function underOlderRules(run: RecordedRun): RecordedRun {
  return sumUp({ ...run, rules: RULES_VERSION - 1 });
}

/** A record with the sum that it should have. */
export function sumUp({ sum: _, ...run }: RecordedRun): RecordedRun {
  return { ...run, sum: sumOf(Object.entries(run).sort(([a], [b]) => (a < b ? -1 : 1))) };
}
