// What a build has to say of its checks beside their answers: outputs that are not those that were accepted, and how much
// of the site is tested.

import { outputProblems } from "../checks/authoring/output-problems.ts";
import { outputsOrProblem } from "../checks/authoring/recorded-outputs.ts";
import { testedProblems, testedShare } from "../checks/authoring/tested-share.ts";
import { advice, type Problem } from "../core/problem.ts";
import { everyDocument } from "../corpus/collect.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Outcome } from "../model/check.ts";
import { OUTPUTS_FILE } from "./files.ts";

/**
 * A changed output is advice, and so is a record that can't be read: the page shows what the run printed, and only npm run
 * check insists on its acceptance.
 */
export async function checkRecordProblems(corpus: Corpus, outcomes: readonly Outcome[]): Promise<Problem[]> {
  const { recorded, problems } = await outputsOrProblem(corpus.root, OUTPUTS_FILE);
  const { settings, placeOfTested } = corpus;
  return [
    ...[...problems, ...outputProblems(corpus.checks, outcomes, recorded)].map(({ place, what, remedy }) =>
      advice(place, what, remedy),
    ),
    ...testedProblems(testedShare(everyDocument(corpus)), settings.checks.tested, placeOfTested),
  ];
}
