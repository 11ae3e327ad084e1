// Holds two engines against each other: on every host, and on every host with a piece of evidence less, they must come
// to the same verdict and print the same.

import type { Check, Run } from "../model/check.ts";
import { type Host, hostNamed } from "../model/host.ts";
import type { Engine } from "./engine.ts";
import { trialsOf } from "./run.ts";
import { judge } from "./verdict.ts";

/** One thing that two engines do not agree on. */
export type Difference = {
  readonly check: Check;
  readonly host: string;
  readonly what: "verdict" | "stdout" | "read";
  /** What each engine says; their names stand in `engines`. */
  readonly a: string;
  readonly b: string;
  readonly engines: readonly [string, string];
};

/** Tries all checks in both engines, on every host that they name. */
export async function compareEngines(
  checks: readonly Check[],
  hosts: ReadonlyMap<string, Host>,
  engines: readonly [Engine, Engine],
): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const check of checks) {
    for (const [name] of trialsOf(check)) {
      const host = hostNamed(hosts, name);
      if (host !== undefined) differences.push(...(await compareOn(check, host, engines)));
    }
  }
  return differences;
}

/** Tries one check in both engines on one host. */
export async function compareOn(
  check: Check,
  host: Host,
  [a, b]: readonly [Engine, Engine],
): Promise<readonly Difference[]> {
  const [runA, runB] = [await a.run(check.snippet, host), await b.run(check.snippet, host)];
  const both = (what: Difference["what"], of: (run: Run) => string): readonly Difference[] => {
    const [saysA, saysB] = [of(runA), of(runB)];
    if (saysA === saysB) return [];
    return [{ check, host: host.name, what, a: saysA, b: saysB, engines: [a.name, b.name] }];
  };
  return [
    ...both("verdict", (run) => judge(run, check.exits)),
    // Where both have no answer, what was printed until then is none either.
    ...(runA.refused.length > 0 && runB.refused.length > 0 ? [] : both("stdout", ({ stdout }) => stdout)),
    ...(a.traces && b.traces ? both("read", ({ read, listed }) => [...read, ...listed].sort().join("\n")) : []),
  ];
}
