// The checks of a site, each on each of its hosts, as tests. Vitest spreads files over workers and machines, so they are
// dealt out to four of them. In `npm test` the site is ours; in `npm run check -- --reporter` it is the one of --root.

import { resolve } from "node:path";
import { describe, inject, test } from "vitest";
import { outputProblems } from "../../../src/checks/authoring/output-problems.ts";
import { outputsOrProblem, type RecordedOutputs } from "../../../src/checks/authoring/recorded-outputs.ts";
import { formatDifferences } from "../../../src/checks/authoring/report-engines.ts";
import { seen } from "../../../src/checks/authoring/report-failure.ts";
import { testedProblems, testedShare } from "../../../src/checks/authoring/tested-share.ts";
import { compareOn } from "../../../src/checks/compare.ts";
import type { Engine } from "../../../src/checks/engine.ts";
import { engines } from "../../../src/checks/index.ts";
import { runChecks, trialsOf } from "../../../src/checks/run.ts";
import { judge } from "../../../src/checks/verdict.ts";
import type { Place } from "../../../src/core/position.ts";
import type { Problem } from "../../../src/core/problem.ts";
import { everyDocument } from "../../../src/corpus/collect.ts";
import { type Corpus, loadCorpus } from "../../../src/corpus/corpus.ts";
import { type Check, type Outcome, VERDICT_WORDS, type Verdict } from "../../../src/model/check.ts";
import { EMPTY_HOST, type Host } from "../../../src/model/host.ts";
import { readEnvironment } from "../../../src/site/environment.ts";
import { OUTPUTS_FILE } from "../../../src/site/files.ts";
import { shortFormsFor } from "../../../src/trackers/short-forms.ts";
import { failAt } from "./failure.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** What the command line of npm run check names: ids of checks (none: all), names of engines. */
    asked: { readonly ids: readonly string[]; readonly engines: readonly string[] };
  }
}

const SHARDS = 4;

/** Defines the tests of one shard, counted from 1. */
export async function describeShard(shard: number): Promise<void> {
  const root = resolve(readEnvironment().root);
  const corpus = await loadCorpus(root, { drafts: true, audience: "restricted", shortForms: shortFormsFor });
  const { recorded, problems: broken } = await outputsOrProblem(root, OUTPUTS_FILE);
  const checks = corpus.checks.filter(({ id }) => !asked?.ids.length || asked.ids.includes(id));
  const here = enginesHere();
  const dealt = <T>(all: readonly T[]) => all.filter((_, i) => i % SHARDS === shard - 1);
  // Reports name the document of a test by the block that it is in.
  const byDocument = <T extends { readonly place: Place }>(all: readonly T[], define: (one: T) => void) => {
    for (const [file, group] of Map.groupBy(dealt(all), ({ place }) => place.file))
      describe(file, () => group.forEach(define));
  };
  byDocument(trialsIn(checks, corpus.hosts), (trial) => {
    const title = `${trial.check.id} says ${VERDICT_WORDS[trial.expected]} on ${trial.host.name}`;
    for (const engine of here)
      describe(`engine ${engine.name}`, () => test(title, () => tryOut(root, trial, engine, recorded)));
  });
  byDocument(checks, (check) => {
    test(`${check.id} keeps the rules of a check`, async () => {
      const { problems } = await runChecks([check], corpus.hosts);
      // Our own content has no advice open; elsewhere it fails nothing, as in npm run check.
      const isFailure = ({ kind }: Problem) => kind === "problem" || asked === undefined;
      await failWith(root, problems.filter(isFailure));
    });
  });
  byDocument([...contentProblems(corpus), ...broken], (problem) => {
    test(`${problem.place.line}: ${problem.what}`, () => failWith(root, [problem]));
  });
}

/** Undefined in `npm test`. */
const asked = inject("asked") as { readonly ids: readonly string[]; readonly engines: readonly string[] } | undefined;

/** The engines that were asked for; in `npm test` all that can run on this machine. */
function enginesHere(): readonly Engine[] {
  if (asked !== undefined) return engines.filter(({ name }) => asked.engines.includes(name));
  return engines.filter((engine) => engine.missing?.() === undefined);
}

type Trial = { readonly check: Check; readonly place: Place; readonly host: Host; readonly expected: Verdict };

function trialsIn(checks: readonly Check[], hosts: ReadonlyMap<string, Host>): readonly Trial[] {
  return checks.flatMap((check) =>
    trialsOf(check).flatMap(([name, expected]) => {
      const host = hosts.get(name) ?? (name === EMPTY_HOST.name ? EMPTY_HOST : undefined);
      return host === undefined ? [] : [{ check, place: check.place, host, expected }];
    }),
  );
}

/** A defect of the content may hide checks: without these tests, all would be well. */
function contentProblems(corpus: Corpus): readonly Problem[] {
  const share = testedShare(everyDocument(corpus));
  const below = testedProblems(share, corpus.settings.checks.tested, corpus.placeOfTested);
  return [...corpus.problems, ...below].filter(({ kind }) => kind === "problem");
}

async function tryOut(root: string, trial: Trial, engine: Engine, recorded: RecordedOutputs): Promise<void> {
  const { check, host, expected } = trial;
  const run = await engine.run(check.snippet, host);
  const outcome: Outcome = { check: check.id, host: host.name, expected, verdict: judge(run, check.exits), run };
  const accepted = recorded.get(check.id)?.get(host.name)?.stdout ?? run.stdout;
  const sides = {
    expected: `${VERDICT_WORDS[expected]}\n${accepted}`,
    actual: `${VERDICT_WORDS[outcome.verdict]}\n${run.stdout}`,
  };
  const [other] = outputProblems([check], [outcome], recorded);
  if (outcome.verdict !== expected || other !== undefined) {
    const says = `check "${check.id}" says ${VERDICT_WORDS[outcome.verdict]} on host "${host.name}", expected ${VERDICT_WORDS[expected]}`;
    await failAt(root, check.place, [other?.what ?? says, ...seen(run)].join("\n"), sides);
  }
  if (engine === engines[0]) return;
  const differences = await compareOn(check, host, [engines[0], engine]);
  if (differences.length > 0) await failAt(root, check.place, formatDifferences(differences));
}

/** Fails at the first of the problems, naming all. */
async function failWith(root: string, problems: readonly Problem[]): Promise<void> {
  const [first] = problems;
  if (first === undefined) return;
  await failAt(root, first.place, problems.map(({ what, remedy }) => `${what}\n${remedy}`).join("\n"));
}
