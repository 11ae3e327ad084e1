// No evidence, no verdict: what a check looks at is taken away, and it must no longer know the answer. The classic
// mistake is `cat file | grep -q avx`, which exits with 1 ("affected") when the file does not exist.

import { type Problem, problem } from "../core/problem.ts";
import { type Check, type Outcome, VERDICT_WORDS, type Verdict } from "../model/check.ts";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import type { Engine } from "./engine.ts";
import type { Removal } from "./removals.ts";
import { removalsOf } from "./removals-of.ts";
import { inCodesOf } from "./rules-exits.ts";
import { judge } from "./verdict.ts";

/** Runs the check again on each host that it answered as expected, with one thing less each time. */
export async function evidenceProblems(
  check: Check,
  outcomes: readonly Outcome[],
  hosts: ReadonlyMap<string, Host>,
  engine: Engine,
): Promise<readonly Problem[]> {
  const faults = new Map<string, Fault>();
  for (const outcome of outcomes) {
    const host = hosts.get(outcome.host);
    if (host === undefined || outcome.expected === "unknown" || outcome.verdict !== outcome.expected) continue;
    for (const removal of removalsOf(check, outcome, host, { outcomes, hosts })) {
      // The first host tells it; the others would say the same.
      if (faults.has(removal.key)) continue;
      const verdict = await faultOf(check, removal, engine);
      if (verdict !== undefined) faults.set(removal.key, { outcome, removal, verdict });
    }
  }
  return told(
    check,
    [...faults.values()].filter(
      (fault, _, all) => !isToldByEmptyHost(fault, outcomes) && !isToldByFileBelow(fault, all),
    ),
  );
}

type Fault = { readonly outcome: Outcome; readonly removal: Removal; readonly verdict: Verdict };

/** The verdict that should not be there; undefined where all is well. */
async function faultOf(check: Check, removal: Removal, engine: Engine): Promise<Verdict | undefined> {
  const verdictOn = async (host: Host) => {
    const run = await engine.run(check.snippet, host);
    return { run, verdict: judge(run, check.exits) };
  };
  const verdict = removal.verdictOf(await engine.run(check.snippet, removal.host), check.exits);
  if (removal.isTolerable(verdict)) return undefined;
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
