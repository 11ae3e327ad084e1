// Changes that are too many to be believed at once: a tracker that calls a large part of its items closed overnight has
// more likely changed its API, or been replaced by an error page, than fixed that many bugs.

import type { Look } from "../model/reference.ts";

/** With fewer changes than this, a fifth is no sign of anything. */
const FEWEST = 5;
const SHARE = 1 / 5;
/** What has been seen on as many days is believed. */
const CONFIRMED_AFTER = 3;

/** A change of an item that the record knows. */
export type Move = {
  readonly url: string;
  readonly tracker: string;
  /** The new state in upstream's words. */
  readonly to: string;
  readonly look: Look | undefined;
};

/**
 * Addresses whose change waits for confirmation.
 * @param known how many references of each tracker the record knows
 * @param day of this run (UTC, YYYY-MM-DD)
 * @param accepted names of trackers whose changes the maintainer has looked at
 */
export function heldBack(
  moves: readonly Move[],
  known: ReadonlyMap<string, number>,
  day: string,
  accepted: readonly string[] = [],
): ReadonlySet<string> {
  const held = [...Map.groupBy(moves, (move) => move.tracker)]
    .filter(([tracker]) => !accepted.includes(tracker))
    .filter(([tracker, group]) => group.length >= FEWEST && group.length > SHARE * (known.get(tracker) ?? 0))
    .flatMap(([, group]) => group.filter((move) => daysSeen(move, day).length < CONFIRMED_AFTER));
  return new Set(held.map((move) => move.url));
}

/** The days on which this very change was seen, this one included. */
export function daysSeen({ look, to }: Pick<Move, "look" | "to">, day: string): readonly string[] {
  const days = look?.held?.to === to ? look.held.on : [];
  return days.includes(day) ? days : [...days, day];
}
