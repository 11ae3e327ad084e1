// How long checks take: a thousand runs in the simulated shell, two hundred in the sandbox, and a load of the site whose
// checks have not changed. In this process, as in a build.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Engine } from "../../src/checks/engine.ts";
import { bubblewrapWithin } from "../../src/checks/engines/bubblewrap.ts";
import { simulated } from "../../src/checks/engines/simulated.ts";
import { remembering } from "../../src/checks/remembered-runs.ts";
import { runChecks, trialsOf } from "../../src/checks/run.ts";
import { loadCorpus } from "../../src/corpus/corpus.ts";
import type { Check } from "../../src/model/check.ts";
import type { Host } from "../../src/model/host.ts";
import { shortFormsFor } from "../../src/trackers/short-forms.ts";
import { limited, type Row, told } from "./row.ts";

const SIMULATED = { runs: 1_000, seconds: 8 };
const SANDBOXED = { runs: 200, seconds: 15 };
const TIMEOUT_MS = 5_000;
/** Caches of the engine fill up; nothing may grow with the number of runs. */
const FLAT_MB = 10;

export async function* checkRows(): AsyncGenerator<Row> {
  const { checks, hosts } = await loadCorpus(process.cwd(), { shortForms: shortFormsFor });
  const trials = checks.flatMap((check) => trialsOf(check).map(([name]) => ({ check, host: hosts.get(name) })));
  const pairs = trials.filter((trial): trial is Trial => trial.host !== undefined);
  yield* simulatedRows(pairs);
  yield* sandboxRows(pairs);
  yield* cacheRows(checks, hosts);
}

type Trial = { readonly check: Check; readonly host: Host };

async function* simulatedRows(trials: readonly Trial[]): AsyncGenerator<Row> {
  await runMany(simulated, trials, SIMULATED.runs / 10);
  const before = memory();
  const seconds = await runMany(simulated, trials, SIMULATED.runs);
  yield limited(`${SIMULATED.runs} runs, simulated`, seconds, SIMULATED.seconds, "s");
  yield limited("  memory more than before them", memory() - before, FLAT_MB, "MB");
}

async function* sandboxRows(trials: readonly Trial[]): AsyncGenerator<Row> {
  for (const traced of [false, true]) {
    const engine = bubblewrapWithin(TIMEOUT_MS, traced);
    const why = engine.missing?.();
    if (why !== undefined) return yield told(`${SANDBOXED.runs} runs, bubblewrap`, why);
    const what = `${SANDBOXED.runs} runs, bubblewrap${traced ? " with strace" : ""}`;
    yield limited(what, await runMany(engine, trials, SANDBOXED.runs), SANDBOXED.seconds, "s");
  }
}

async function* cacheRows(checks: readonly Check[], hosts: ReadonlyMap<string, Host>): AsyncGenerator<Row> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-bench-"));
  for (const what of ["all checks, with their evidence taken away", "  the same again, unchanged"]) {
    const engine = await remembering(simulated, join(folder, "runs.json"));
    const started = performance.now();
    await runChecks(checks, hosts, engine);
    await engine.keep();
    yield told(what, `${((performance.now() - started) / 1000).toFixed(2)} s`);
  }
  await rm(folder, { recursive: true });
}

/** Seconds that so many runs take, one after the other. */
async function runMany(engine: Engine, trials: readonly Trial[], runs: number): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < runs; i++) {
    const { check, host } = trials[i % trials.length] as Trial;
    await engine.run(check.snippet, host);
  }
  return (performance.now() - started) / 1000;
}

/** MB of heap in use, after a collection. */
function memory(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed / 1e6;
}
