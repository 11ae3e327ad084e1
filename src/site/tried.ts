// The checks of a site, tried on their hosts: what is unchanged since the last time comes from the cache.

import { join } from "node:path";
import { checkHash } from "../checks/content-hash.ts";
import { engines } from "../checks/index.ts";
import { remembering } from "../checks/remembered-runs.ts";
import { runChecks } from "../checks/run.ts";
import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Outcome } from "../model/check.ts";
import type { PageData } from "../pages/page-data.ts";
import { RUNS_FILE } from "./files.ts";

export type Tried = {
  readonly outcomes: readonly Outcome[];
  readonly problems: readonly Problem[];
  readonly trial: PageData["trial"];
};

/** Tries all checks of a corpus in the default engine. `root` is the site's folder. */
export async function tryChecks({ checks, hosts, root }: Corpus): Promise<Tried> {
  const engine = await remembering(engines[0], join(root, RUNS_FILE));
  const trials = await runChecks(checks, hosts, engine);
  await engine.keep();
  const hashes = new Map(checks.map((check) => [check.id, checkHash(check, hosts)]));
  return { ...trials, trial: { engine: engine.version, hashes } };
}
