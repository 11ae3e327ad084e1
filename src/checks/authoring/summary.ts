// The last lines of npm run check: how much was run, and what was found.

import type { Problem } from "../../core/problem.ts";
import { count } from "./in-words.ts";
import type { Result } from "./session.ts";

/**
 * What was done, and what it found: "7 checks: 5 executed, 1 as recorded, 1 not run; 1 problem, 2 pieces of advice".
 * `problems` are all that are reported, of checks or not.
 */
export function summaryOf(results: readonly Result[], problems: readonly Problem[]): string {
  const of = (is: (result: Result) => boolean) => results.filter(is).length;
  const done = [
    [of(({ isRun, isCompared }) => isRun && !isCompared), "executed"],
    [of(({ isCompared }) => isCompared), "compared"],
    [of(({ isRun, outcomes }) => !isRun && outcomes.length > 0), "as recorded"],
    [of(({ isRun, outcomes }) => !isRun && outcomes.length === 0), "not run"],
  ] as const;
  const states = done.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const wrong = problems.filter(({ kind }) => kind === "problem").length;
  const pieces = problems.length - wrong;
  const found = [
    wrong === 0 ? "no problem" : count(wrong, "problem"),
    pieces === 0 ? "no advice" : `${count(pieces, "piece")} of advice`,
  ];
  const head = `${count(results.length, "check")}${states.length === 0 ? "" : `: ${states.join(", ")}`}`;
  return [...runsIn(results), `${head}; ${found.join(", ")}`].join("\n");
}

/** "92 runs on 17 test hosts, plus 427 with something changed; 1 not as expected" */
function runsIn(results: readonly Result[]): readonly string[] {
  const made = results.filter(({ isRun }) => isRun);
  const outcomes = made.flatMap((result) => result.outcomes);
  if (outcomes.length === 0) return [];
  const trials = made.reduce((sum, result) => sum + result.trials, 0);
  const wrong = outcomes.filter(({ verdict, expected }) => verdict !== expected).length;
  const other = made.reduce((sum, { differences }) => sum + differences.size, 0);
  const odd = [...(wrong > 0 ? [`${wrong} not as expected`] : []), ...(other > 0 ? [`${other} not as recorded`] : [])];
  const hosts = count(new Set(outcomes.map(({ host }) => host)).size, "test host");
  const more = trials === 0 ? "" : `, plus ${trials} with something changed`;
  return [`${count(outcomes.length, "run")} on ${hosts}${more}; ${odd.join(", ") || "all as expected"}`];
}
