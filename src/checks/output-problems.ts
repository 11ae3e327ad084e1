// Holds runs against the recorded outputs.

import { type Problem, problem } from "../core/problem.ts";
import { type Check, type Outcome, VERDICT_WORDS } from "../model/check.ts";
import type { RecordedOutputs } from "./recorded-outputs.ts";

/** How a run stands to what was accepted. */
export function comparison(
  { check, host, verdict, run }: Outcome,
  recorded: RecordedOutputs,
): "new" | "same" | "other" {
  const accepted = recorded.get(check)?.get(host);
  if (accepted === undefined) return "new";
  return accepted.verdict === verdict && accepted.stdout === run.stdout ? "same" : "other";
}

/**
 * One problem for each run that answers as its author expects and does not print what was accepted. Where it answers
 * otherwise, that is told already.
 */
export function outputProblems(
  checks: readonly Check[],
  outcomes: readonly Outcome[],
  recorded: RecordedOutputs,
): readonly Problem[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  return outcomes.flatMap((outcome) => {
    const check = byId.get(outcome.check);
    const isAsExpected = outcome.verdict === outcome.expected;
    if (check === undefined || !isAsExpected || comparison(outcome, recorded) !== "other") return [];
    const accepted = recorded.get(check.id)?.get(outcome.host);
    return [problem(check.place, whatDiffers(outcome, accepted?.verdict), REMEDY)];
  });
}

const REMEDY = "npm run check shows the difference; when it is right: npm run check -- --update";

function whatDiffers({ check, host, verdict }: Outcome, before: Outcome["verdict"] | undefined): string {
  const what = `check "${check}" does not print on host "${host}" what was recorded`;
  if (before === undefined || before === verdict) return what;
  return `check "${check}" says ${VERDICT_WORDS[verdict]} on host "${host}", recorded ${VERDICT_WORDS[before]}`;
}
