// npm run check -- --update: shows what accepting the runs would change, then changes it.

import type { RecordedOutputs } from "../src/checks/authoring/recorded-outputs.ts";
import { formatUpdate, prepareUpdate, writeUpdate } from "../src/checks/authoring/update-files.ts";
import { planUpdate } from "../src/checks/authoring/update-plan.ts";
import { engines } from "../src/checks/index.ts";
import { evidenceProblems } from "../src/checks/rules/evidence.ts";
import { runChecks } from "../src/checks/run.ts";
import type { Corpus } from "../src/corpus/corpus.ts";
import type { Check, Outcome } from "../src/model/check.ts";
import { OUTPUTS_FILE } from "../src/site/files.ts";

type Given = {
  readonly root: string;
  /** Whether these are all checks of the site. */
  readonly areAll: boolean;
  readonly corpus: Corpus;
  readonly checks: readonly Check[];
  readonly recorded: RecordedOutputs;
};

/** Whether anything was written. */
export async function acceptRuns({ root, areAll, corpus, checks, recorded }: Given): Promise<boolean> {
  const { outcomes } = await runChecks(checks, corpus.hosts);
  const unproven = await unprovenIn(checks, outcomes, corpus);
  const plan = planUpdate({ checks, outcomes, hosts: corpus.hosts, recorded, areAll, unproven });
  const place = { root, outputsFile: OUTPUTS_FILE };
  const update = await prepareUpdate(place, plan, recorded);
  const text = formatUpdate(update);
  if (text !== "") process.stdout.write(`${text}\n\n`);
  const written = await writeUpdate(place, update);
  process.stdout.write(written.length === 0 ? "Nothing to update\n\n" : `Written: ${written.join(", ")}\n\n`);
  return written.length > 0;
}

/** Checks that would answer without evidence if every host moved as its run says, each with what it would say. */
async function unprovenIn(checks: readonly Check[], outcomes: readonly Outcome[], { hosts }: Corpus) {
  const unproven = new Map<string, string>();
  for (const check of checks) {
    const own = outcomes.filter((outcome) => outcome.check === check.id);
    if (own.every(({ verdict, expected }) => verdict === expected)) continue;
    // A host that moves is held to what it moves to.
    const moved = own.map((outcome) =>
      outcome.expected === "unknown" ? outcome : { ...outcome, expected: outcome.verdict },
    );
    const [first] = await evidenceProblems(check, moved, hosts, engines[0]);
    if (first !== undefined) unproven.set(check.id, first.what);
  }
  return unproven;
}
