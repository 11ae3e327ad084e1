// Records of runs that nobody made, for tests of what is read from them: they need no sandbox.

import { runKey } from "../../src/checks/runs/key.ts";
import { type RecordedRun, recordFile, recordOf, writeRecord } from "../../src/checks/runs/record.ts";
import { hostsOf } from "../../src/checks/runs/trials.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";
import type { Check, Run } from "../../src/model/check.ts";
import type { Host } from "../../src/model/host.ts";
import { loadFolder } from "../corpus/tiny-site.ts";
import { RUN } from "./samples.ts";

const renderer = createRenderer();

/** The record of a check on a host that gave `given`. */
export function recorded(check: Check, host: Host, given: Partial<Run> = {}): RecordedRun {
  return recordOf({ ...RUN, ...given }, { key: runKey(check, host), trials: 1, by: ["GNU bash 5.2.15(1)-release"] });
}

/** Writes for each check of a site, on each of its hosts, what `given` tells. */
export async function recordRuns(
  root: string,
  given: (check: string, host: string) => Partial<Run> | undefined,
): Promise<void> {
  const { checks, hosts } = await loadFolder(root, { drafts: true, audience: "restricted", renderer: await renderer });
  for (const check of checks) {
    for (const { host } of hostsOf(check, hosts)) {
      const run = given(check.id, host.name);
      if (run !== undefined) await writeRecord(root, recordFile(check.id, host.name), recorded(check, host, run));
    }
  }
}
