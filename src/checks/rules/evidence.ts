// No evidence, no verdict: what a check looks at is taken away, and it must no longer know the answer. The classic
// mistake is `cat file | grep -q avx`, which exits with 1 ("affected") when the file does not exist.

import { type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, type Run, VERDICT_WORDS, type Verdict } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import type { RunOn } from "../sandbox/sandbox.ts";
import { contextProblems } from "./displayed.ts";
import { inCodesOf } from "./exits.ts";
import { keyOf, newIn, recordedNames, tellForbidden } from "./forbidden.ts";
import { refusalsOf } from "./refusals.ts";
import type { Removal } from "./removals/files.ts";
import { removalsOf, type Trial } from "./removals/of.ts";
import { judge } from "./verdict.ts";

/** Runs the check again on each host that it answered as expected, with one thing less each time. */
export async function evidenceProblems(
  check: Check,
  outcomes: readonly Outcome[],
  hosts: ReadonlyMap<string, Host>,
  run: RunOn,
): Promise<Evidence> {
  const runOn: OnHost = (host, traced = false) => runToEnd(run, check.snippet, host, traced);
  const answered = outcomes.flatMap((outcome) => {
    const host = hosts.get(outcome.host);
    const isAnswer = outcome.expected !== "unknown" && outcome.verdict === outcome.expected;
    return host === undefined || !isAnswer ? [] : [{ outcome, host }];
  });
  const [{ faults, forbidden, trials }, displayed] = await Promise.all([
    findFaults(check, answered, { outcomes, hosts }, runOn),
    contextProblems(check, answered, runOn),
  ]);
  const untold = faults.filter(
    (fault, _, all) => !isToldByEmptyHost(fault, outcomes) && !isToldByFileBelow(fault, all),
  );
  return { problems: [...told(check, untold), ...forbidden, ...displayed], trials };
}

export type Evidence = {
  readonly problems: readonly Problem[];
  /** The host of each trial. */
  readonly trials: readonly string[];
};

type Answered = { readonly outcome: Outcome; readonly host: Host };
type Fault = { readonly outcome: Outcome; readonly removal: Removal; readonly verdict: Verdict };
type OnHost = (host: Host, traced?: boolean) => Promise<Run>;

/** A busy machine may stop a run that ends on any other: a second one decides. */
async function runToEnd(run: RunOn, snippet: string, host: Host, traced: boolean): Promise<Run> {
  const first = await run(snippet, host, { traced });
  return first.refused.some(({ cause }) => cause === "time") ? run(snippet, host, { traced }) : first;
}

/** All trials at once, and then what follows from them in the order of hosts and things. */
async function findFaults(check: Check, answered: readonly Answered[], trial: Trial, runOn: OnHost) {
  const trials = answered.flatMap(({ outcome, host }) =>
    removalsOf(check, outcome, host, trial).map((removal) => ({ outcome, host, removal })),
  );
  const tried = await Promise.all(
    trials.map(async (one) => {
      const run = await runOn(one.removal.host, one.removal.concerns !== undefined);
      return { ...one, run, verdict: await faultOf(check, one.removal, run, runOn) };
    }),
  );
  const faults = new Map<string, Fault>();
  const forbidden: Problem[] = [];
  const recorded = recordedNames(trial.outcomes, trial.hosts);
  const known = new Set(trial.outcomes.flatMap(({ run }) => refusalsOf(run).map(keyOf)));
  for (const { outcome, host, removal, run, verdict } of tried) {
    // The first host tells it; the others would say the same.
    if (faults.has(removal.key)) continue;
    const deeds = newIn(run, removal.isMadeUp ? undefined : recorded, known);
    const where = `host "${outcome.host}" ${removal.without}`;
    if (deeds.length > 0) forbidden.push(tellForbidden(check, deeds, where, host));
    if (verdict !== undefined) faults.set(removal.key, { outcome, removal, verdict });
  }
  return { faults: [...faults.values()], forbidden, trials: tried.map(({ outcome }) => outcome.host) };
}

/** The verdict that should not be there; undefined where all is well. */
async function faultOf(check: Check, removal: Removal, run: Run, runOn: OnHost): Promise<Verdict | undefined> {
  const verdictOn = async (host: Host) => {
    const other = await runOn(host);
    return { run: other, verdict: judge(other, check.exits) };
  };
  const verdict = removal.verdictOf(run, check.exits);
  if (removal.isTolerable(verdict) || removal.concerns?.(run) === false) return undefined;
  return (await removal.isEvidence?.(verdictOn)) === false ? undefined : verdict;
}

/** Where the check answers on a machine without anything, and for want of the same path, that was told already. */
function isToldByEmptyHost({ removal, verdict }: Fault, outcomes: readonly Outcome[]): boolean {
  const empty = outcomes.find(({ host }) => host === EMPTY_HOST.name);
  if (empty === undefined || removal.path === undefined) return false;
  return empty.verdict === verdict && empty.expected !== verdict && empty.run.missing.includes(removal.path);
}

/** A folder that was asked after, and a file in it: what is wrong without the file is wrong without the folder. */
function isToldByFileBelow({ removal, verdict }: Fault, all: readonly Fault[]): boolean {
  const { path } = removal;
  if (path === undefined) return false;
  return all.some((other) => other.verdict === verdict && other.removal.path?.startsWith(`${path}/`));
}

/** Faults with one remedy are one Problem: it tells the first, and names the others. */
function told(check: Check, faults: readonly Fault[]): readonly Problem[] {
  const alike = Map.groupBy(faults, ({ removal, verdict }) => `${verdict} ${removal.remedy(check.snippet)}`);
  return [...alike.values()].map((group) => tell(check, group)).filter((told) => told !== undefined);
}

function tell(check: Check, [first, ...others]: readonly Fault[]): Problem | undefined {
  if (first === undefined) return undefined;
  const { outcome, removal, verdict } = first;
  const what = `check "${check.id}" says ${VERDICT_WORDS[verdict]} on host "${outcome.host}" ${removal.without}`;
  const also = others.map((fault) => `It says so ${fault.removal.without}, too`);
  const remedy = inCodesOf(check.exits, removal.remedy(check.snippet));
  return problem(check.place, what, [...also, remedy].join("\n"));
}
