// One call of npm run check: which checks have to be run, what their runs gave, and which of them may be recorded.

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
  /** Undefined if none can be made, or none is needed. */
  readonly sandbox: Sandbox | undefined;
  /** Whether checks are run even if all their runs are recorded. */
  readonly all: boolean;
  /** How npm run check is called for this site. */
  readonly call: string;
};

/** What is known of one check. */
export type Result = {
  readonly check: Check;
  readonly recorded: Recorded;
  /** From the record if it was not run. */
  readonly outcomes: readonly Outcome[];
  readonly isRun: boolean;
  /** Whether its runs are only compared with the record: they are not recorded, and no rule is tested. */
  readonly isCompared: boolean;
  /** Whether it keeps every rule, as far as it was run. */
  readonly isSound: boolean;
  /** Runs with something changed, made now. */
  readonly trials: number;
  /** By host, if the run differs from the record of this host, even if that is of another snippet. */
  readonly differences: ReadonlyMap<string, readonly Difference[]>;
  /** Remarks that are no difference by themselves. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
  /** Path of the file → what is to be recorded; none if a rule is broken, or nothing is new. */
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
    const remedy = `It was ${why}. Install what is missing, or run the check on another machine`;
    const problems = stated.map((one) => ({ ...one, remedy }));
    const known = recorded.state === "tried" ? stated : problems;
    return { check, recorded, ...NOT_RUN, outcomes: recorded.outcomes, problems: known, notes: [why] };
  }
  if (!sandbox.launcher.isolates) return compared(check, recorded, session, sandbox);
  const [tried] = await tryChecks([check], hosts, sandbox.run);
  const { outcomes, problems, trials } = tried as Tried;
  const differences = differencesIn(outcomes, session, true);
  const isSound = problems.every(({ kind }) => kind === "advice");
  const ofRecord =
    recorded.state === "tried"
      ? [...differenceProblems(check, differing(outcomes, differences), call), ...olderRules(check, recorded, call)]
      : isSound
        ? [recorded.lacking.some(({ why }) => why === "edited") ? stated : unrecorded(check, call)].flat()
        : [];
  return {
    ...{ check, recorded, outcomes, differences, isRun: true, isCompared: false, isSound },
    problems: [...problems, ...ofRecord],
    notes: notesOn(outcomes, (host) => session.records.get(check.id)?.get(host), check.tools),
    trials: [...trials.values()].reduce((sum, count) => sum + count, 0),
    updates: isSound ? updatesOf(check, outcomes, trials, session) : new Map(),
  };
}

/** A check that has just been run must not be called "never tested". */
function unrecorded({ id, place }: Check, call: string): Problem {
  const what = `check "${id}" keeps every rule, but its current runs are not recorded`;
  return problem(place, what, `Record them, and commit the files: ${call} ${id} --update`);
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

/** Without namespaces, exit code and output are compared with the record, and nothing is recorded. */
async function compared(check: Check, recorded: Recorded, session: Session, { run }: Sandbox): Promise<Result> {
  const stated = recordedProblems(check, recorded, session.hosts, session.call);
  const base = { check, recorded, ...NOT_RUN, outcomes: recorded.outcomes, problems: stated };
  if (recorded.state !== "tried" || inText(check.snippet).needsStreams) return base;
  const outcomes = await runCheck(check, session.hosts, run);
  const differences = differencesIn(outcomes, session, false);
  const found = differenceProblems(check, differing(outcomes, differences), session.call);
  return { ...base, isRun: true, isCompared: true, outcomes, differences, problems: [...stated, ...found] };
}

function differencesIn(outcomes: readonly Outcome[], { records }: Session, showsReads: boolean) {
  return new Map(
    outcomes.flatMap(({ check, host, run }) => {
      const recorded = records.get(check)?.get(host);
      const found = recorded === undefined ? [] : differencesOf(run, recorded, showsReads);
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
      // Additional hosts are no news about this one, and would make branches conflict.
      const ok = before?.ok.every((one) => check.ok.includes(one)) ? before.ok : about.ok;
      const same = recordOf(run, { ...about, by: before?.by ?? [], ok });
      if (before !== undefined && isWhole(before) && before.sum === same.sum) return [];
      return [[recordFile(check.id, name), now] as const];
    }),
  );
}
