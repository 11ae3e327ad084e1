// npm run check -- --update: shows what accepting the runs would change, then changes it.

import type { readRecordedOutputs } from "../src/checks/recorded-outputs.ts";
import { runChecks } from "../src/checks/run.ts";
import { formatUpdate, prepareUpdate, writeUpdate } from "../src/checks/update-files.ts";
import { planUpdate } from "../src/checks/update-plan.ts";
import type { Corpus } from "../src/corpus/corpus.ts";
import type { Check } from "../src/model/check.ts";
import { OUTPUTS_FILE } from "../src/site/files.ts";

type Given = {
  readonly root: string;
  readonly ids: readonly string[];
  readonly corpus: Corpus;
  readonly checks: readonly Check[];
  readonly recorded: Awaited<ReturnType<typeof readRecordedOutputs>>;
};

/** Whether anything was written. */
export async function acceptRuns({ root, ids, corpus, checks, recorded }: Given): Promise<boolean> {
  const { outcomes } = await runChecks(checks, corpus.hosts);
  // A document that can't be read hides its checks; what is recorded of them is no leftover.
  const areAll = ids.length === 0 && corpus.problems.every(({ kind }) => kind === "advice");
  const plan = planUpdate({ checks, outcomes, hosts: corpus.hosts, recorded, areAll });
  const place = { root, outputsFile: OUTPUTS_FILE };
  const update = await prepareUpdate(place, plan, recorded);
  const text = formatUpdate(update);
  if (text !== "") process.stdout.write(`${text}\n\n`);
  const written = await writeUpdate(place, update);
  process.stdout.write(written.length === 0 ? "Nothing to update\n\n" : `Written: ${written.join(", ")}\n\n`);
  return written.length > 0;
}
