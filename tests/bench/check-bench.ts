// How long checks take: a run among many, and npm run check as it is called: with nothing to do, with one check that
// changed, and for all of them.

import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { hostsOf } from "../../src/checks/runs/trials.ts";
import { findLauncher } from "../../src/checks/sandbox/probe.ts";
import { type RunOn, sandboxBy } from "../../src/checks/sandbox/sandbox.ts";
import type { Corpus } from "../../src/corpus/link.ts";
import { readEverything } from "../../src/site/content.ts";
import { limited, type Row, told } from "./row.ts";

const SCRIPT = new URL("../../scripts/check.ts", import.meta.url).pathname;
const RUNS = 200;
const BUDGET = { runMs: 40, unchanged: 2, changed: 5, all: 30 } as const;

export async function* checkRows(): AsyncGenerator<Row> {
  const corpus = await readEverything(process.cwd());
  yield limited("npm run check, nothing changed", await seconds([process.cwd()]), BUDGET.unchanged, "s");
  const found = await findLauncher();
  if (found.launcher === undefined) return yield told("checks that are run", found.missing);
  const { run } = sandboxBy({ launcher: found.launcher, tools: corpus.settings.checks.tools });
  yield limited(`a run, one of ${RUNS} by ${found.launcher.name}`, await msOfRun(corpus, run), BUDGET.runMs, "ms");
  yield limited("npm run check, one check changed", await secondsOfChange(corpus), BUDGET.changed, "s");
  const all = `npm run check -- --all, ${corpus.checks.length} checks`;
  yield limited(all, await seconds([process.cwd(), "--all"]), BUDGET.all, "s");
}

/** Milliseconds that one of many runs takes which are asked for at once. */
async function msOfRun({ checks, hosts }: Corpus, run: RunOn): Promise<number> {
  const trials = checks.flatMap((check) => hostsOf(check, hosts).map(({ host }) => ({ check, host })));
  await Promise.all(trials.slice(0, 1).map(({ check, host }) => run(check.snippet, host)));
  const started = performance.now();
  await Promise.all(
    Array.from({ length: RUNS }, (_, i) => {
      const trial = trials[i % trials.length];
      if (trial === undefined) throw new TypeError("The content has no check");
      return run(trial.check.snippet, trial.host);
    }),
  );
  return (performance.now() - started) / RUNS;
}

/** A copy of the site, in which the first check has one more comment. */
async function secondsOfChange({ checks }: Corpus): Promise<number> {
  const [check] = checks;
  if (check === undefined) throw new TypeError("The content has no check");
  const root = await mkdtemp(join(tmpdir(), "faultbook-bench-checks-"));
  await Promise.all(["content", "_data"].map((folder) => cp(folder, join(root, folder), { recursive: true })));
  const file = join(root, check.place.file);
  await writeFile(file, (await readFile(file, "utf8")).replace(check.snippet, `# changed\n${check.snippet}`));
  const spent = await seconds([root], 1);
  await rm(root, { recursive: true });
  return spent;
}

/** How long npm run check takes for the site in a folder. `due`: the exit code that is right. */
async function seconds([root = "", ...args]: readonly string[], due = 0): Promise<number> {
  const started = performance.now();
  const code = await new Promise((done) => {
    execFile(execPath, [SCRIPT, "--root", root, ...args], (error) => done(error === null ? 0 : error.code));
  });
  if (code !== due) throw new Error(`npm run check ended with ${code}, not ${due}: ${[root, ...args].join(" ")}`);
  return (performance.now() - started) / 1000;
}
