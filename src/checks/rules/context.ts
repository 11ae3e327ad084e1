// `context` names what is read only to be displayed. An entry that no run touched switches nothing off: it is misspelt,
// or left from an earlier snippet.

import { didYouMean } from "../../core/nearest-name.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { Check, Outcome } from "../../model/check.ts";
import { commandOf } from "./refusals.ts";

/** A Problem for each entry of `context` that no run of the check read, listed, asked after or ran. */
export function unreadContext(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const touched = new Set(outcomes.flatMap(({ run }) => touchedBy(run)));
  // An engine without a trace can't tell.
  if (touched.size === 0) return [];
  const hint = `Remove it, or name one of: ${[...touched].join(", ")}`;
  return check.context
    .filter((entry) => !touched.has(entry))
    .map((entry) => {
      const what = `context of check "${check.id}" names "${entry}", which the check never reads`;
      return problem(check.place, what, didYouMean(entry, touched, hint));
    });
}

function touchedBy({ read, missing, looked, listed, ran }: Outcome["run"]): readonly string[] {
  return [...read, ...listed, ...looked, ...missing, ...ran.map(commandOf)];
}
