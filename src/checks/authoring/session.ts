// One call of npm run check: which checks have to be run, what their runs gave, and what of that may be recorded.

import { type Problem, problem } from "../../core/problem.ts";
import type { Check, Outcome } from "../../model/check.ts";
import { type Host, hostNamed } from "../../model/host.ts";
import { runKey } from "../runs/key.ts";
import { cannotRunHere, lackingHere } from "../runs/lacking-here.ts";
import { isWhole, type RecordedRun, type Records, recordFile, recordOf } from "../runs/record.ts";
import { type Recorded, recordedOf } from "../runs/recorded.ts";
import { olderRules, recordedProblems } from "../runs/recorded-problems.ts";
import { runCheck, type Tried, tryChecks } from "../runs/try.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { toolsUsed } from "../sandbox/tools.ts";
import { inText } from "../snippet/in-text.ts";
import { type Difference, differenceProblems, differencesOf, notesOn } from "./differences.ts";

export type Session = {
  readonly checks: readonly Check[];
  readonly hosts: ReadonlyMap<string, Host>;
  readonly records: Records;
  /** Undefined where none can be made, or none is needed. */
  readonly sandbox: Sandbox | undefined;
  /** Whether those are run, too, of which the record has every run. */
  readonly all: boolean;
  /** How npm run check is called for this site. */
  readonly call: string;
};

/** What is known of one check. */
export type Result = {
  readonly check: Check;
  readonly recorded: Recorded;
  /** From the record where it was not run. */
  readonly outcomes: readonly Outcome[];
  readonly isRun: boolean;
  /** Whether its runs are no more than held against the record: nothing of them is recorded, and no rule is tried. */
  readonly isCompared: boolean;
  /** Whether it keeps every rule, as far as it was run. */
  readonly isSound: boolean;
  /** Runs with something changed, made now. */
  readonly trials: number;
  /** By host, where the run differs from what is recorded of this host, be that of another snippet or not. */
  readonly differences: ReadonlyMap<string, readonly Difference[]>;
  /** What is told and is no difference by itself. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
  /** Path of the file → what is to be recorded; none where a rule is broken, or nothing is new. */
  readonly updates: ReadonlyMap<string, RecordedRun>;
};

/** Runs what has to be run. */
export async function runSession(session: Session): Promise<readonly Result[]> {
  const known = session.checks.map((check) => ({ check, recorded: recordedOf(check, session.hosts, session.records) }));
  return Promise.all(known.map(({ check, recorded }) => resultOf(check, recorded, session)));
}

/** Whether a check has to be run at all. */
export function mustRun({ state, isOfOlderRules }: Recorded, all: boolean): boolean {
  return all || state !== "tried" || isOfOlderRules;
}

async function resultOf(check: Check, recorded: Recorded, session: Session): Promise<Result> {
  const { hosts, sandbox, all, call } = session;
  const stated = recordedProblems(check, recorded, hosts, call);
  if (sandbox === undefined || !mustRun(recorded, all))
    return { check, recorded, ...NOT_RUN, outcomes: recorded.outcomes, problems: stated };
  const why = cannotRunHere(lackingHere(check, hosts));
  if (why !== undefined) {
    const problems = stated.map((one) => ({ ...one, remedy: `It is ${why}. Install that, or run it where it is` }));
    const known = recorded.state === "tried" ? stated : problems;
    return { check, recorded, ...NOT_RUN, outcomes: recorded.outcomes, problems: known, notes: [why] };
  }
  if (!sandbox.launcher.isolates) return compared(check, recorded, session, sandbox);
  const [tried] = await tryChecks([check], hosts, sandbox.run);
  const { outcomes, problems, trials } = tried as Tried;
  const differences = differencesIn(outcomes, session, true);
  const isSound = problems.every(({ kind }) => kind === "advice");
  const told =
    recorded.state === "tried"
      ? [...differenceProblems(check, differing(outcomes, differences), call), ...olderRules(check, recorded, call)]
      : isSound
        ? [recorded.lacking.some(({ why }) => why === "edited") ? stated : unrecorded(check, call)].flat()
        : [];
  return {
    ...{ check, recorded, outcomes, differences, isRun: true, isCompared: false, isSound },
    problems: [...problems, ...told],
    notes: notesOn(outcomes, (host) => session.records.get(check.id)?.get(host), check.tools),
    trials: [...trials.values()].reduce((sum, count) => sum + count, 0),
    updates: isSound ? updatesOf(check, outcomes, trials, session) : new Map(),
  };
}

/** What has just been tried was not never tried. */
function unrecorded({ id, place }: Check, call: string): Problem {
  const what = `check "${id}" keeps every rule, and is not recorded as it is`;
  return problem(place, what, `Record it, and commit that: ${call} ${id} --update`);
}

const NOT_RUN = {
  isRun: false,
  isCompared: false,
  isSound: true,
  trials: 0,
  notes: [],
  differences: new Map(),
  updates: new Map(),
} as const;

/** Without namespaces, exit code and output are held against the record, and nothing is recorded. */
async function compared(check: Check, recorded: Recorded, session: Session, { run }: Sandbox): Promise<Result> {
  const stated = recordedProblems(check, recorded, session.hosts, session.call);
  const base = { check, recorded, ...NOT_RUN, outcomes: recorded.outcomes, problems: stated };
  if (recorded.state !== "tried" || inText(check.snippet).needsStreams) return base;
  const outcomes = await runCheck(check, session.hosts, run);
  const differences = differencesIn(outcomes, session, false);
  const told = differenceProblems(check, differing(outcomes, differences), session.call);
  return { ...base, isRun: true, isCompared: true, outcomes, differences, problems: [...stated, ...told] };
}

function differencesIn(outcomes: readonly Outcome[], { records }: Session, tellsReads: boolean) {
  return new Map(
    outcomes.flatMap(({ check, host, run }) => {
      const recorded = records.get(check)?.get(host);
      const found = recorded === undefined ? [] : differencesOf(run, recorded, tellsReads);
      return found.length === 0 ? [] : [[host, found] as const];
    }),
  );
}

function differing(outcomes: readonly Outcome[], differences: Result["differences"]) {
  return outcomes.flatMap((outcome) => {
    const found = differences.get(outcome.host);
    return found === undefined ? [] : [{ outcome, differences: found }];
  });
}

/** Records that would differ by more than the versions of tools. */
function updatesOf(
  check: Check,
  outcomes: readonly Outcome[],
  trials: ReadonlyMap<string, number>,
  { hosts, records }: Session,
) {
  return new Map(
    outcomes.flatMap(({ host: name, run }) => {
      const [host, before] = [hostNamed(hosts, name), records.get(check.id)?.get(name)];
      if (host === undefined) return [];
      const by = toolsUsed(run, check.tools);
      const about = { key: runKey(check, host), trials: trials.get(name) ?? 0, by, ok: [...check.ok].sort() };
      const now = recordOf(run, about);
      // That there are more hosts now is no news of this one, and would make branches conflict.
      const ok = before?.ok.every((one) => check.ok.includes(one)) ? before.ok : about.ok;
      const same = recordOf(run, { ...about, by: before?.by ?? [], ok });
      if (before !== undefined && isWhole(before) && before.sum === same.sum) return [];
      return [[recordFile(check.id, name), now] as const];
    }),
  );
}
