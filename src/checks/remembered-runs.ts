// Runs that were made before, kept by the hash of all that they depend on: an unchanged check is not run again.

import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Run } from "../model/check.ts";
import { runKey } from "./content-hash.ts";
import type { Engine } from "./engine.ts";
import { KeptRuns } from "./kept-runs.ts";

/** An engine that remembers, and what to call when all is done. */
export type RememberingEngine = Engine & {
  /** Keeps the runs that were asked for; those that nobody asked for any more are forgotten. */
  readonly keep: () => Promise<void>;
};

/** The engine, but what `file` has a run of is not run again. A file that cannot be read or written is as good as none. */
export async function remembering(engine: Engine, file: string): Promise<RememberingEngine> {
  const before = await readRuns(file);
  const asked = new Map<string, Run>();
  let isNew = false;
  return {
    ...engine,
    async run(snippet, host) {
      const key = runKey(engine, snippet, host);
      const kept = asked.get(key) ?? before.get(key);
      const run = kept ?? (await engine.run(snippet, host));
      // What did not end in time may do so on a machine with less to do.
      if (!run.timedOut) asked.set(key, run);
      isNew ||= kept === undefined;
      return run;
    },
    async keep() {
      if (isNew || asked.size < before.size) await writeRuns(file, asked);
    },
  };
}

async function readRuns(file: string): Promise<ReadonlyMap<string, Run>> {
  try {
    return new Map(Object.entries(KeptRuns.parse(JSON.parse(await readFile(file, "utf8")))));
  } catch {
    return new Map();
  }
}

async function writeRuns(file: string, runs: ReadonlyMap<string, Run>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, JSON.stringify(Object.fromEntries(runs)));
  } catch (error) {
    // A folder that nobody may write to, or none: the next build runs everything again.
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}
