// A check of a test, tried by the sandbox of this machine. Tests that run side by side share its batches: within
// describeRuns, write test.concurrent, and take `expect` from its argument where a snapshot is compared.

import { type Tried, tryChecks } from "../../src/checks/runs/try.ts";
import type { RunOn } from "../../src/checks/sandbox/sandbox.ts";
import type { Check } from "../../src/model/check.ts";
import type { Host } from "../../src/model/host.ts";
import { HOSTS } from "./samples.ts";
import { run } from "./sandbox-here.ts";

export async function triedHere(
  check: Check,
  hosts: ReadonlyMap<string, Host> = HOSTS,
  runOn: RunOn = run,
): Promise<Tried> {
  const [tried] = await tryChecks([check], hosts, runOn);
  if (tried === undefined) throw new RangeError(`The check "${check.id}" was not tried`);
  return tried;
}
