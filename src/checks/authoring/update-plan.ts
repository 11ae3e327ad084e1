// What --update would change: which hosts move to which list of a check, which outputs are accepted, and which runs are
// no ground for either. Nothing is written here.

import { type Check, type Outcome, VERDICT_WORDS, type Verdict } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import { turned } from "../rules/exits.ts";
import { wholeFault } from "../rules/rules.ts";
import { unanswered } from "../verdict.ts";
import type { RecordedOutput, RecordedOutputs } from "./recorded-outputs.ts";

/** A host that goes from one list of a check's expectations to another. */
export type Move = { readonly check: Check; readonly host: string; readonly from: Verdict; readonly to: Verdict };

/** What stays as it is, though its run says otherwise, and why. */
export type Refusal = { readonly check: Check; readonly host: string | undefined; readonly why: string };

export type UpdatePlan = {
  readonly moves: readonly Move[];
  readonly refusals: readonly Refusal[];
  readonly outputs: RecordedOutputs;
};

export type Tried = {
  readonly checks: readonly Check[];
  readonly outcomes: readonly Outcome[];
  readonly hosts: ReadonlyMap<string, Host>;
  readonly recorded: RecordedOutputs;
  /** Whether these are all checks of the site, so that what is recorded of others can go. */
  readonly areAll: boolean;
  /** Id of a check → how it answers without evidence, were the hosts to move as their runs say. */
  readonly unproven: ReadonlyMap<string, string>;
};

/** The plan for these runs. */
export function planUpdate(tried: Tried): UpdatePlan {
  const { checks, outcomes, recorded, areAll } = tried;
  const byCheck = Map.groupBy(outcomes, ({ check }) => check);
  const planned = checks.map((check) => planOne(check, byCheck.get(check.id) ?? [], tried));
  return {
    moves: planned.flatMap(({ moves }) => moves),
    refusals: planned.flatMap(({ refusals }) => refusals),
    outputs: new Map([
      ...(areAll ? [] : recorded),
      ...planned.map(({ check, outputs }) => [check.id, outputs] as const),
    ]),
  };
}

function planOne(check: Check, outcomes: readonly Outcome[], { hosts, recorded, unproven }: Tried) {
  const before = recorded.get(check.id) ?? new Map<string, RecordedOutput>();
  const fault = wholeFault(check, outcomes, hosts) ?? turned(check, outcomes);
  if (fault !== undefined) {
    return { check, moves: [], refusals: [{ check, host: undefined, why: fault.what }], outputs: before };
  }
  const moves: Move[] = [];
  const refusals: Refusal[] = [];
  const outputs = new Map<string, RecordedOutput>();
  for (const outcome of outcomes) {
    const { host, expected: from, verdict: to, run } = outcome;
    const why = refusalOf(outcome) ?? (from === to ? undefined : whyStays(outcome, outcomes, unproven));
    const kept = before.get(host);
    if (why !== undefined) refusals.push({ check, host, why });
    else if (from !== to) moves.push({ check, host, from, to });
    if (why === undefined) outputs.set(host, { verdict: to, stdout: run.stdout });
    else if (kept !== undefined) outputs.set(host, kept);
  }
  return { check, moves, refusals, outputs };
}

/** Why a run can't become what its author expects; undefined where it can, or already is. */
function refusalOf({ host, expected, verdict, run }: Outcome): string | undefined {
  const why = unanswered(run);
  // What a run printed until it was stopped is another text each time.
  if (why !== undefined && (run.timedOut || verdict !== expected)) return `the run is no answer: ${why}`;
  if (verdict === expected || host !== EMPTY_HOST.name) return undefined;
  return `it says ${VERDICT_WORDS[verdict]} where nothing can be read; without evidence a check says ${VERDICT_WORDS.unknown}`;
}

/**
 * Why a host stays in its list, though its run is an answer. A check that answers without evidence says something
 * everywhere: to write down what it says would make the mistake an expectation.
 */
function whyStays(
  { check, expected }: Outcome,
  outcomes: readonly Outcome[],
  unproven: Tried["unproven"],
): string | undefined {
  const isBlind = outcomes.some((other) => other.host === EMPTY_HOST.name && refusalOf(other) !== undefined);
  if (isBlind) return `no host moves while the check answers on host "${EMPTY_HOST.name}"; repair that first`;
  if (expected === "unknown") return FROM_UNKNOWN;
  const lie = unproven.get(check);
  if (lie !== undefined) return `no host moves while the check answers without evidence: ${lie}`;
  const isSeen = outcomes.some((other) => other.expected === expected && other.verdict === expected);
  return !isSeen
    ? `no host that is ${VERDICT_WORDS[expected]} would be left; repair the check, or change it by hand`
    : undefined;
}

const FROM_UNKNOWN =
  "its author says that it cannot tell, and an answer there may lack its evidence; change it by hand";
