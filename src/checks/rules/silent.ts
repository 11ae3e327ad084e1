// A check prints its reason on every path: whoever runs it on a machine of their own sees no more than that.

import { type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, VERDICT_WORDS } from "../../model/check.ts";
import { refusalsOf } from "./refusals.ts";

/** A Problem for the runs that say what they should, and print nothing. */
export function silentRuns(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const silent = outcomes.filter(
    ({ verdict, expected, run }) => verdict === expected && refusalsOf(run).length === 0 && run.stdout.trim() === "",
  );
  if (silent.length === 0) return [];
  const each = [...Map.groupBy(silent, ({ verdict }) => verdict)].map(
    ([verdict, all]) => `${VERDICT_WORDS[verdict]} without a word on ${all.map(({ host }) => `"${host}"`).join(", ")}`,
  );
  return [problem(check.place, `check "${check.id}" says ${each.join("; ")}`, REMEDY)];
}

const REMEDY = 'Echo the reason on every path, as in { echo "cannot read it"; exit 2; }';
