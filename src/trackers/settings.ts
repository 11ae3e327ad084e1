// Checks the site's `trackers:` against the existing trackers: a misspelt name would silently match no link.

import { didYouMean } from "../core/nearest-name.ts";
import type { Place } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import { UsageError } from "../core/usage-error.ts";
import type { Settings } from "../model/settings.ts";
import { trackers } from "./index.ts";

/** One Problem for each name that no tracker has. */
export function trackerProblems(settings: Settings["trackers"], placeOf: (name: string) => Place): Problem[] {
  const known = trackers.map((tracker) => tracker.name);
  return Object.keys(settings)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const remedy = didYouMean(name, known, `Trackers: ${known.join(", ")}`);
      return problem(placeOf(name), `unknown tracker "${name}"`, remedy);
    });
}

/** The name, if a tracker has it. Throws a UsageError that offers the nearest one. */
export function trackerNamed(name: string): string {
  const known = trackers.map((tracker) => tracker.name);
  if (known.includes(name)) return name;
  throw new UsageError(`Unknown tracker "${name}"\n  ${didYouMean(name, known, `Trackers: ${known.join(", ")}`)}`);
}
