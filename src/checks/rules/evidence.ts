// A verdict needs evidence: what a check looks at is taken away, and then it must say CANNOT TELL. The classic mistake is
// `cat file | grep -q avx`, which exits with 1 ("affected") when the file does not exist.

import { type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, type Run, VERDICT_WORDS, type Verdict } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import type { RunOn, RunOptions } from "../sandbox/sandbox.ts";
import type { Change } from "./changes/files.ts";
import { changesOf, type Trial } from "./changes/of.ts";
import { contextProblems } from "./displayed.ts";
import { forbiddenProblem, keyOf, newIn, recordedNames } from "./forbidden.ts";
import { type OnHost, provedRemedy } from "./proved.ts";
import { refusalsOf } from "./refusals.ts";
import { judge } from "./verdict.ts";

/** Runs the check again on each host that it answered as expected, with one thing less each time. */
export async function evidenceProblems(
  check: Check,
  outcomes: readonly Outcome[],
  hosts: ReadonlyMap<string, Host>,
  run: RunOn,
): Promise<Evidence> {
  const runOn: OnHost = (host, options = UNTRACED, snippet = check.snippet) => runToEnd(run, snippet, host, options);
  const answered = outcomes.flatMap((outcome) => {
    const host = hosts.get(outcome.host);
    const isAnswer = outcome.expected !== "unknown" && outcome.verdict === outcome.expected;
    return host === undefined || !isAnswer ? [] : [{ outcome, host }];
  });
  const [{ faults, forbidden, trials }, displayed] = await Promise.all([
    findFaults(check, answered, { outcomes, hosts }, runOn),
    contextProblems(check, answered, runOn),
  ]);
  const own = faults.filter((fault, _, all) => !isFoundOnEmptyHost(fault, outcomes) && !isFoundInFileBelow(fault, all));
  const proved = await Promise.all(
    byRemedy(check, own).map((group) => problemOf(check, group, outcomes, hosts, runOn)),
  );
  return { problems: [...proved.filter((one) => one !== undefined), ...forbidden, ...displayed], trials };
}

export type Evidence = {
  readonly problems: readonly Problem[];
  /** The host of each trial. */
  readonly trials: readonly string[];
};

type Answered = { readonly outcome: Outcome; readonly host: Host };
type Fault = { readonly outcome: Outcome; readonly change: Change; readonly verdict: Verdict; readonly run: Run };
const UNTRACED: RunOptions = { traced: false };

/** A busy machine may stop a run that ends on any other: a second one decides. */
async function runToEnd(run: RunOn, snippet: string, host: Host, options: RunOptions): Promise<Run> {
  const first = await run(snippet, host, options);
  return first.refused.some(({ cause }) => cause === "time") ? run(snippet, host, options) : first;
}

/** All trials at once, and then what follows from them in the order of hosts and things. */
async function findFaults(check: Check, answered: readonly Answered[], trial: Trial, runOn: OnHost) {
  const trials = answered.flatMap(({ outcome, host }) =>
    changesOf(check, outcome, host, trial).map((change) => ({ outcome, host, change })),
  );
  const tried = await Promise.all(
    trials.map(async (one) => {
      const { host: changed, concerns, lacking, failing } = one.change;
      const run = await runOn(changed, { traced: concerns !== undefined, lacking, failing });
      return { ...one, run, verdict: await faultOf(check, one.change, run, runOn) };
    }),
  );
  const faults = new Map<string, Fault>();
  const forbidden: Problem[] = [];
  const recorded = recordedNames(trial.outcomes, trial.hosts);
  const known = new Set(trial.outcomes.flatMap(({ run }) => refusalsOf(run).map(keyOf)));
  for (const { outcome, host, change, run, verdict } of tried) {
    // It is reported for the first host; the others would only repeat it.
    if (faults.has(change.key)) continue;
    const deeds = newIn(run, isOfNoMachine(change) ? undefined : recorded, known);
    const where = `test host "${outcome.host}" ${change.without}`;
    if (deeds.length > 0) forbidden.push(forbiddenProblem(check, deeds, where, host));
    if (verdict !== undefined) faults.set(change.key, { outcome, change, verdict, run });
  }
  return { faults: [...faults.values()], forbidden, trials: tried.map(({ outcome }) => outcome.host) };
}

/** What such a run asks for next need not be recorded. */
function isOfNoMachine({ isMadeUp, lacking, failing }: Change): boolean {
  return isMadeUp === true || lacking !== undefined || failing !== undefined;
}

/** The verdict that should not be there; undefined if there is no fault. */
async function faultOf(check: Check, change: Change, run: Run, runOn: OnHost): Promise<Verdict | undefined> {
  const verdictOn = async (host: Host) => {
    const other = await runOn(host);
    return { run: other, verdict: judge(other, check.exits) };
  };
  const verdict = change.verdictOf(run, check.exits);
  const isTolerable = change.isTolerable(verdict) && !(verdict === "affected" && shellError(run) !== undefined);
  if (isTolerable || change.concerns?.(run) === false) return undefined;
  return (await change.isEvidence?.(verdictOn)) === false ? undefined : verdict;
}

/** What bash prints as it gives up a calculation: it then exits with 1, as if that were a verdict. */
const GIVEN_UP = /^bash: .*?((?:division by 0|syntax error|operand expected|expression recursion|value too great).*)$/m;

function shellError({ stdout, stderr }: Run): string | undefined {
  return stdout.trim() === "" ? GIVEN_UP.exec(stderr)?.[1] : undefined;
}

/** If the check gives a verdict on the empty host, because of the same missing path, that is reported already. */
function isFoundOnEmptyHost({ change, verdict }: Fault, outcomes: readonly Outcome[]): boolean {
  const empty = outcomes.find(({ host }) => host === EMPTY_HOST.name);
  if (empty === undefined || change.path === undefined) return false;
  return empty.verdict === verdict && empty.expected !== verdict && empty.run.missing.includes(change.path);
}

/** A folder that was looked for, and a file in it: what is wrong without the file is wrong without the folder. */
function isFoundInFileBelow({ change, verdict }: Fault, all: readonly Fault[]): boolean {
  const { path } = change;
  if (path === undefined) return false;
  return all.some((other) => other.verdict === verdict && other.change.path?.startsWith(`${path}/`));
}

/** Faults with one remedy are one Problem: it describes the first, and names the others. */
function byRemedy(check: Check, faults: readonly Fault[]): readonly (readonly Fault[])[] {
  const alike = Map.groupBy(faults, ({ change, verdict }) => `${verdict} ${change.remedy(check.snippet)}`);
  return [...alike.values()];
}

async function problemOf(
  check: Check,
  [first, ...others]: readonly Fault[],
  ...trial: readonly [outcomes: readonly Outcome[], hosts: ReadonlyMap<string, Host>, runOn: OnHost]
): Promise<Problem | undefined> {
  if (first === undefined) return undefined;
  const { outcome, change, verdict, run } = first;
  const what = `check "${check.id}" says ${VERDICT_WORDS[verdict]} on test host "${outcome.host}" ${change.without}`;
  const also = others.map((fault) => `It says the same ${fault.change.without}`);
  const error = shellError(run);
  const why = error === undefined ? [] : [`bash stops with "${error}", and exits with ${run.exitCode}`];
  const remedy = await provedRemedy(check, first.change, ...trial);
  return problem(check.place, what, [...also, ...why, remedy].join("\n"));
}
