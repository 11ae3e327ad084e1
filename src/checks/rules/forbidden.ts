// What a run may not do even if it says CANNOT TELL: write, use the network, never end, or run a command of which no test
// host of the check has a transcript. A reader runs that path, too.

import { type Problem, problem } from "../../core/problem.ts";
import type { Check, Outcome, Refusal, Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { commandOf, forbiddenIn, refusalsOf } from "./refusals.ts";
import { placeOf, remedyFor } from "./remedies.ts";
import { reasonsFor } from "./verdict.ts";

type Hosts = ReadonlyMap<string, Host>;

/** A Problem for each forbidden thing that a run with the expected verdict does; those of others belong to their verdict. */
export function forbiddenDeeds(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  const recorded = recordedNames(outcomes, hosts);
  const [wrong, right] = [false, true].map((isRight) =>
    outcomes.filter(({ verdict, expected }) => (verdict === expected) === isRight),
  );
  const known = new Set((wrong ?? []).flatMap(({ run }) => refusalsOf(run).map(keyOf)));
  return (right ?? []).flatMap(({ run, host }) => {
    const found = newIn(run, recorded, known);
    return found.length === 0 ? [] : [forbiddenProblem(check, found, `test host "${host}"`, hosts.get(host))];
  });
}

/** The forbidden refusals of a run that are not among the known ones, to which they are added. */
export function newIn(run: Run, recorded: ReadonlySet<string> | undefined, known: Set<string>): readonly Refusal[] {
  const found = forbiddenIn(run, recorded).filter((refusal) => !known.has(keyOf(refusal)));
  for (const refusal of found) known.add(keyOf(refusal));
  return found;
}

/** The same for two runs that were refused the same. */
export function keyOf({ cause, asked }: Refusal): string {
  return `${cause} ${asked}`;
}

/** The names of all commands that a host of the check has a transcript of. */
export function recordedNames(outcomes: readonly Outcome[], hosts: Hosts): ReadonlySet<string> {
  const transcripts = outcomes.flatMap(({ host }) => hosts.get(host)?.transcripts ?? []);
  return new Set(transcripts.map(({ argv }) => commandOf(argv[0] ?? "")));
}

/** `where`: 'test host "empty"'. */
export function forbiddenProblem(
  check: Check,
  refusals: readonly Refusal[],
  where: string,
  host: Host | undefined,
): Problem {
  const what = `check "${check.id}" breaks a rule on ${where}: ${reasonsFor(refusals)}`;
  const remedies = new Set(refusals.map((refusal) => remedyFor(refusal, check, host)));
  return problem(placeOf(check, refusals[0]), what, [...remedies].join("\n"));
}
