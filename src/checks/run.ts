// Runs every check on its hosts and collects what is wrong with it. The order of outcomes is that of the checks, then
// of their hosts, so that two builds of the same content agree byte by byte.

import type { Problem } from "../core/problem.ts";
import type { Check, Outcome, Verdict } from "../model/check.ts";
import { EMPTY_HOST, type Host, hostNamed } from "../model/host.ts";
import { pasteProblems } from "./away/paste.ts";
import type { Engine } from "./engine.ts";
import { engines } from "./index.ts";
import { evidenceProblems } from "./rules/evidence.ts";
import { problemsOf } from "./rules/rules.ts";
import { judge } from "./verdict.ts";

export type Trials = { readonly outcomes: readonly Outcome[]; readonly problems: readonly Problem[] };

/** Tries all checks. A host name that does not exist is the corpus's problem; here it is passed over. */
export async function runChecks(
  checks: readonly Check[],
  hosts: ReadonlyMap<string, Host>,
  engine: Engine = engines[0],
): Promise<Trials> {
  const outcomes: Outcome[] = [];
  const problems: Problem[] = [];
  // One after the other: a run is computation, and the time that it may take is counted by the clock.
  for (const check of checks) {
    const tried = await tryOut(check, hosts, engine);
    outcomes.push(...tried);
    problems.push(...problemsOf(check, tried, hosts), ...pasteProblems(check));
    problems.push(...(await evidenceProblems(check, tried, hosts, engine)));
  }
  return { outcomes, problems };
}

async function tryOut(check: Check, hosts: ReadonlyMap<string, Host>, engine: Engine): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [name, expected] of trialsOf(check)) {
    const host = hostNamed(hosts, name);
    if (host === undefined) continue;
    const run = await engine.run(check.snippet, host);
    outcomes.push({ check: check.id, host: name, expected, verdict: judge(run, check.exits), run });
  }
  return outcomes;
}

/** The hosts that a check names, with the verdict that is due; the empty host is always among them. */
export function trialsOf(check: Check): readonly (readonly [host: string, expected: Verdict])[] {
  const unknown = check.unknown.includes(EMPTY_HOST.name) ? check.unknown : [...check.unknown, EMPTY_HOST.name];
  return [
    ...check.ok.map((name) => [name, "ok"] as const),
    ...check.affected.map((name) => [name, "affected"] as const),
    ...unknown.map((name) => [name, "unknown"] as const),
  ];
}
