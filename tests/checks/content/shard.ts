// The checks of the content, each on each of its hosts. Vitest spreads files over workers and machines, so the tests
// are dealt out to four of them.

import { describe, expect, test } from "vitest";
import { engines } from "../../../src/checks/index.ts";
import { runChecks, trialsOf } from "../../../src/checks/run.ts";
import { judge } from "../../../src/checks/verdict.ts";
import { formatProblem } from "../../../src/core/problem.ts";
import { type Corpus, loadCorpus } from "../../../src/corpus/corpus.ts";
import type { Check, Verdict } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";
import { shortFormsFor } from "../../../src/trackers/short-forms.ts";
import { HAS_REAL_BASH, runReally } from "../real-bash.ts";

const SHARDS = 4;

/** Defines the tests of one shard, counted from 1. */
export async function describeShard(shard: number): Promise<void> {
  const corpus = await loadCorpus(process.cwd(), { drafts: true, audience: "restricted", shortForms: shortFormsFor });
  const dealt = <T>(all: readonly T[]) => all.filter((_, i) => i % SHARDS === shard - 1);
  describe.each(engines)("engine $name", (engine) => {
    for (const { check, host, expected } of dealt(trials(corpus))) {
      test(`${check.id} says "${expected}" on ${host.name}`, async () => {
        const run = await engine.run(check.snippet, host);

        expect(judge(run), run.stdout + run.stderr).toBe(expected);
        expect(run.stdout, "says its reason in one line").toMatch(/^[^\n]+\n$/);
        // Where a command was refused, the real one would answer for this machine.
        if (HAS_REAL_BASH && run.refused.length === 0) {
          expect(runReally(check.snippet, host)).toEqual({ exitCode: run.exitCode, stdout: run.stdout });
        }
      });
    }
  });
  test.each(dealt(corpus.checks))("$id is worth printing", async (check) => {
    const { problems } = await runChecks([check], corpus.hosts);

    expect(problems.map((problem) => formatProblem(problem, corpus.readLine))).toEqual([]);
  });
}

function trials({ checks, hosts }: Corpus): readonly { check: Check; host: Host; expected: Verdict }[] {
  return checks.flatMap((check) =>
    trialsOf(check).flatMap(([name, expected]) => {
      const host = hosts.get(name);
      return host === undefined ? [] : [{ check, host, expected }];
    }),
  );
}
