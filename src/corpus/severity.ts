// A document's severity is a name on the site's own scale.

import { didYouMean } from "../core/nearest-name.ts";
import type { Place } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";

/** The name as the scale spells it; one that is not on it stays as it is. */
export function severityOf(stated: string | undefined, scale: readonly string[]): string | undefined {
  const plain = stated?.trim().toLowerCase();
  return scale.find((name) => name.trim().toLowerCase() === plain) ?? stated;
}

/** A severity that is not on the scale: a typo, or the site has not stated its scale. */
export function severityProblem(
  severity: string,
  scale: readonly string[],
  placeOf: () => Place,
  isFinal: boolean,
): Problem[] {
  if (scale.includes(severity)) return [];
  const hint = `Write one of: ${scale.join(", ")}; or add it to "severities" in content/site.yaml`;
  const shown = severity.length > 40 ? `${severity.slice(0, 40)}…` : severity;
  return [(isFinal ? problem : advice)(placeOf(), `unknown severity "${shown}"`, didYouMean(severity, scale, hint))];
}
