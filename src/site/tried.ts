// The checks of a site with the recorded runs of each. Nothing runs here.

import { checkCall } from "../checks/runs/call.ts";
import { checkHash } from "../checks/runs/key.ts";
import type { LiveOutcomes } from "../checks/runs/live.ts";
import type { ReadRecords } from "../checks/runs/record.ts";
import { recordedOf } from "../checks/runs/recorded.ts";
import { recordedProblems } from "../checks/runs/recorded-problems.ts";
import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/link.ts";
import type { Check, Outcome } from "../model/check.ts";
import type { TriedCheck } from "../pages/page-data.ts";

export type Tried = {
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
  readonly tried: ReadonlyMap<string, TriedCheck>;
  readonly problems: readonly Problem[];
};

/** `read` are the records of this site. */
export function triedChecks(corpus: Corpus, read: ReadRecords, live: LiveOutcomes = new Map()): Tried {
  const { checks, hosts, heldBackHosts, root } = corpus;
  const { records, problems } = read;
  const all = checks.map((check) => {
    const recorded = recordedOf(check, hosts, records);
    return { check, recorded, about: aboutOf(check, recorded, corpus, live) };
  });
  return {
    outcomes: new Map(all.map(({ check, about }) => [check.id, about.outcomes])),
    tried: new Map(all.map(({ check, about: { outcomes: _, ...tried } }) => [check.id, tried])),
    problems: [
      ...problems,
      ...all.flatMap(({ check, recorded }) => recordedProblems(check, recorded, hosts, checkCall(root), heldBackHosts)),
    ],
  };
}

function aboutOf(check: Check, recorded: ReturnType<typeof recordedOf>, { hosts }: Corpus, live: LiveOutcomes) {
  const hash = checkHash(check, hosts);
  const now = recorded.state === "tried" ? undefined : live.get(hash);
  if (now !== undefined) return { state: "just now" as const, hash, by: now.by, outcomes: now.outcomes };
  return { state: recorded.state, hash, by: recorded.by, outcomes: recorded.outcomes };
}
