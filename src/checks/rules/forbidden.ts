// What a run may not do even where it should say CANNOT TELL: write, reach out, never end, or run what no host of the
// check has recorded. A reader runs that path, too.

import { type Problem, problem } from "../../core/problem.ts";
import type { Check, Outcome, Refusal, Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { commandOf, forbiddenIn, refusalsOf } from "./refusals.ts";
import { placeOf, remedyFor } from "./remedies.ts";
import { reasonsFor } from "./verdict.ts";

type Hosts = ReadonlyMap<string, Host>;

/** A Problem for each forbidden thing that a run does which says what it should; others tell theirs with the verdict. */
export function forbiddenDeeds(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  const recorded = recordedNames(outcomes, hosts);
  const [wrong, right] = [false, true].map((isRight) =>
    outcomes.filter(({ verdict, expected }) => (verdict === expected) === isRight),
  );
  const known = new Set((wrong ?? []).flatMap(({ run }) => refusalsOf(run).map(keyOf)));
  return (right ?? []).flatMap(({ run, host }) => {
    const found = newIn(run, recorded, known);
    return found.length === 0 ? [] : [tellForbidden(check, found, `host "${host}"`, hosts.get(host))];
  });
}

/** The forbidden refusals of a run that are not among the known ones, to which they are added. */
export function newIn(run: Run, recorded: ReadonlySet<string> | undefined, known: Set<string>): readonly Refusal[] {
  const found = forbiddenIn(run, recorded).filter((refusal) => !known.has(keyOf(refusal)));
  for (const refusal of found) known.add(keyOf(refusal));
  return found;
}

/** What two runs have in common that were refused the same. */
export function keyOf({ cause, asked }: Refusal): string {
  return `${cause} ${asked}`;
}

/** The names of all commands that a host of the check has a transcript of. */
export function recordedNames(outcomes: readonly Outcome[], hosts: Hosts): ReadonlySet<string> {
  const transcripts = outcomes.flatMap(({ host }) => hosts.get(host)?.transcripts ?? []);
  return new Set(transcripts.map(({ argv }) => commandOf(argv[0] ?? "")));
}

/** `where`: 'host "empty"'. */
export function tellForbidden(
  check: Check,
  refusals: readonly Refusal[],
  where: string,
  host: Host | undefined,
): Problem {
  const what = `check "${check.id}" goes wrong on ${where}: ${reasonsFor(refusals)}`;
  const remedies = new Set(refusals.map((refusal) => remedyFor(refusal, check, host)));
  return problem(placeOf(check, refusals[0]), what, [...remedies].join("\n"));
}
