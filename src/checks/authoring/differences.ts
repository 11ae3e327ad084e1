// Compares runs with their records: exit code, output, and what was read. Other facts, such as stderr and the versions of
// the tools, are notes beside such a difference, and no difference by themselves.

import { type Problem, problem } from "../../core/problem.ts";
import type { Check, Outcome, Run } from "../../model/check.ts";
import type { RecordedRun } from "../runs/record.ts";
import { toolsUsed } from "../sandbox/tools.ts";
import { listOf } from "./in-words.ts";

export type Difference = {
  readonly what: "exit code" | "output" | "files read";
  readonly before: string;
  readonly after: string;
};

/** How a run differs from the recorded one. `showsReads`: whether the run knows what it read. */
export function differencesOf(run: Run, recorded: RecordedRun, showsReads: boolean): readonly Difference[] {
  const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join("");
  const all: readonly Difference[] = [
    { what: "exit code", before: `${recorded.exit}\n`, after: `${run.exitCode}\n` },
    { what: "output", before: recorded.stdout, after: run.stdout },
    {
      what: "files read",
      before: showsReads ? lines([...recorded.read, ...recorded.listed]) : "",
      after: showsReads ? lines([...run.read, ...run.listed]) : "",
    },
  ];
  return all.filter(({ before, after }) => before !== after);
}

/** What else is not as recorded, a line each: the tools that ran it, and the hosts on which its stderr differs. */
export function notesOn(
  outcomes: readonly Outcome[],
  recordOn: (host: string) => RecordedRun | undefined,
  tools: readonly string[] = [],
): readonly string[] {
  const known = outcomes.flatMap(({ host, run }) => {
    const recorded = recordOn(host);
    return recorded === undefined ? [] : [{ host, run, recorded }];
  });
  const [before, now] = [
    known.flatMap(({ recorded }) => recorded.by),
    known.flatMap(({ run }) => toolsUsed(run, tools)),
  ];
  const others = known.filter(({ run, recorded }) => run.stderr !== recorded.stderr).map(({ host }) => host);
  return [
    ...(allOf(before) === allOf(now) ? [] : [`recorded with ${allOf(before)}, run now with ${allOf(now)}`]),
    ...(others.length === 0 ? [] : [`stderr differs from the record on ${listOf(others)}`]),
  ];
}

function allOf(names: readonly string[]): string {
  return [...new Set(names)].sort().join(", ");
}

/** A Problem for the hosts on which an unchanged check does not give what is recorded. */
export function differenceProblems(
  check: Check,
  differing: readonly { readonly outcome: Outcome; readonly differences: readonly Difference[] }[],
  call: string,
): readonly Problem[] {
  const alike = Map.groupBy(differing, ({ differences }) => differences.map(({ what }) => what).join(", "));
  return [...alike].map(([what, group]) => {
    const hosts = group.map(({ outcome }) => `"${outcome.host}"`).join(", ");
    const remedy = `The report shows the difference. If the new run is right: ${call} ${check.id} --update`;
    return problem(check.place, `check "${check.id}" differs from its record on ${hosts}: ${what}`, remedy);
  });
}
