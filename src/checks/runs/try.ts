// Runs checks on their hosts, then with one thing less each, and collects what is wrong with them. The order of outcomes is
// that of the checks, then of their hosts.

import { isDeepStrictEqual } from "node:util";
import { type Problem, problem } from "../../core/problem.ts";
import type { Check, Outcome } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { pasteProblems } from "../downloads/paste.ts";
import { evidenceProblems } from "../rules/evidence.ts";
import { clockAdvice } from "../rules/reading/clock-trials.ts";
import { problemsOf } from "../rules/rules.ts";
import { judge } from "../rules/verdict.ts";
import type { RunOn } from "../sandbox/sandbox.ts";
import { hostsOf } from "./trials.ts";

export type Tried = {
  readonly check: Check;
  readonly outcomes: readonly Outcome[];
  readonly problems: readonly Problem[];
  /** How often it was run with something taken away, by host. */
  readonly trials: ReadonlyMap<string, number>;
};

/** Tests all checks, side by side. */
export async function tryChecks(
  checks: readonly Check[],
  hosts: ReadonlyMap<string, Host>,
  run: RunOn,
): Promise<readonly Tried[]> {
  return Promise.all(checks.map((check) => tryCheck(check, hosts, run)));
}

async function tryCheck(check: Check, hosts: ReadonlyMap<string, Host>, run: RunOn): Promise<Tried> {
  const outcomes = await runCheck(check, hosts, run);
  const aSecondLater = new Promise((resolve) => setTimeout(resolve, 1_100));
  const evidence = await evidenceProblems(check, outcomes, hosts, run);
  const clock = await clockAdvice(check, outcomes, hosts, run);
  await aSecondLater;
  const unsteady = unsteadyRuns(check, outcomes, await runCheck(check, hosts, run));
  const trials = new Map([...Map.groupBy(evidence.trials, (host) => host)].map(([host, all]) => [host, all.length]));
  const problems = [
    ...problemsOf(check, outcomes, hosts),
    ...unsteady,
    ...pasteProblems(check),
    ...evidence.problems,
    ...clock,
  ];
  return { check, outcomes, problems, trials };
}

/**
 * The same host gives the same answer at any time: whatever a snippet gets from the clock, chance or the shell, in one of
 * many ways, is not on a test host.
 */
function unsteadyRuns(check: Check, first: readonly Outcome[], second: readonly Outcome[]): readonly Problem[] {
  const gave = ({ run }: Outcome) => [run.exitCode, run.stdout, run.read, run.listed];
  const other = first.filter(
    (one, i) => one.run.refused.length === 0 && !isDeepStrictEqual(gave(one), gave(second[i] ?? one)),
  );
  if (other.length === 0) return [];
  const hosts = other.map(({ host }) => `"${host}"`).join(", ");
  const what = `check "${check.id}" gives different results on a second run on ${hosts}`;
  return [problem(check.place, what, "Remove what depends on the clock, on chance or on the shell")];
}

/** Runs a check on its hosts, and nothing else. */
export async function runCheck(
  check: Check,
  hosts: ReadonlyMap<string, Host>,
  run: RunOn,
): Promise<readonly Outcome[]> {
  return Promise.all(
    hostsOf(check, hosts).map(async ({ host, expected }): Promise<Outcome> => {
      const ran = await run(check.snippet, host);
      return { check: check.id, host: host.name, expected, verdict: judge(ran, check.exits), run: ran };
    }),
  );
}
