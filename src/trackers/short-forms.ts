// The short forms of this site: those of each tracker, leading to its first instance.

import type { Settings } from "../model/settings.ts";
import type { BoundShortForm } from "../model/short-form.ts";
import { trackers } from "./index.ts";
import { instancesOf } from "./match.ts";
import type { Tracker } from "./tracker.ts";

/** What the corpus searches for in prose. A tracker whose list of instances is empty has no short forms. */
export function shortFormsFor(
  settings: Settings["trackers"],
  known: readonly Tracker[] = trackers,
): readonly BoundShortForm[] {
  return known.flatMap((tracker) => {
    const [instance] = instancesOf(tracker, settings);
    if (instance === undefined) return [];
    return (tracker.shortForms ?? []).map(({ pattern, url }) => ({
      // A copy, because a search leaves its position in the pattern.
      pattern: new RegExp(pattern),
      url: (found) => url(found, instance),
    }));
  });
}
