// Holds runs against the recorded outputs.

import { type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, VERDICT_WORDS } from "../../model/check.ts";
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
 * A problem for the runs of a check that answer as their author expects and do not print what was accepted. Where they
 * answer otherwise, that is told already.
 */
export function outputProblems(
  checks: readonly Check[],
  outcomes: readonly Outcome[],
  recorded: RecordedOutputs,
  remedy = REMEDY,
): readonly Problem[] {
  return checks.flatMap((check) => {
    const other = outcomes.filter(
      (outcome) =>
        outcome.check === check.id && outcome.verdict === outcome.expected && comparison(outcome, recorded) === "other",
    );
    const before = ({ host }: Outcome) => recorded.get(check.id)?.get(host)?.verdict;
    const alike = Map.groupBy(other, (outcome) =>
      outcome.verdict === before(outcome) ? "text" : `${outcome.verdict} ${before(outcome)}`,
    );
    return [...alike.values()].map((group) => {
      const [first] = group as [Outcome];
      return problem(check.place, whatDiffers(first, before(first), namesOf(group)), remedy);
    });
  });
}

const REMEDY = "npm run check shows the difference; when it is right: npm run check -- --update";

function namesOf(outcomes: readonly Outcome[]): string {
  return `${outcomes.length === 1 ? "host" : "hosts"} ${outcomes.map(({ host }) => `"${host}"`).join(", ")}`;
}

function whatDiffers({ check, verdict }: Outcome, before: Outcome["verdict"] | undefined, hosts: string): string {
  if (before === undefined || before === verdict)
    return `check "${check}" does not print on ${hosts} what was recorded`;
  return `check "${check}" says ${VERDICT_WORDS[verdict]} on ${hosts}, recorded ${VERDICT_WORDS[before]}`;
}
