// The targets of an item: packages, series or projects for which a bug has a status of its own, and what they add up
// to.

import { z } from "zod";
import { Day } from "./date.ts";
import { State, worstState } from "./state.ts";

/** One package, series or project for which a bug has a status of its own. Launchpad calls it a bug task. */
export const Target = z.strictObject({
  name: z.string(),
  state: State,
  /** Upstream status; null if it was not read. */
  remoteStatus: z.string().nullable(),
  /** False: upstream says that it does not have the bug, or that there is no such target. */
  applies: z.literal(false).optional(),
  /** The release that carries the fix for this target, if one is known. */
  version: z.string().optional(),
  /** Since when the state holds for it, if upstream says so. */
  since: Day.optional(),
});
export type Target = z.infer<typeof Target>;

type Part = Pick<Target, "state" | "applies">;

/**
 * The targets that count in the sum. What upstream could not read itself does not count beside what is known; a target
 * without the bug does not count beside one that has it; a declined one does not count beside a fixed one.
 */
export function summedTargets<T extends Part>(targets: readonly T[]): readonly T[] {
  const known = orAll(targets, ({ state }) => state !== "unknown");
  const concerned = orAll(known, ({ applies }) => applies !== false);
  const isFixed = concerned.some(({ state }) => state === "fixed" || state === "released");
  return isFixed ? concerned.filter(({ state }) => state !== "wont-fix") : concerned;
}

/** The state that targets add up to: the worst of those that count. An empty list is "unknown". */
export function sumOfTargets(targets: readonly Part[]): State {
  return worstState(summedTargets(targets).map(({ state }) => state));
}

function orAll<T>(items: readonly T[], is: (item: T) => boolean): readonly T[] {
  const some = items.filter(is);
  return some.length > 0 ? some : items;
}
