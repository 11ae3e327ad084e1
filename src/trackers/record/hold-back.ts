// Changes that are too many to be believed at once: an instance that calls a large part of its items closed overnight has
// more likely changed its API, or been replaced by an error page, than fixed that many bugs.

import type { Look } from "../../model/reference.ts";

/** With fewer changes than this, a fifth is no sign of anything. */
const FEWEST = 5;
const SHARE = 1 / 5;
/** What has been seen on as many days is believed. */
const CONFIRMED_AFTER = 3;

/** A change of an item that the record knows. */
export type Move = {
  readonly url: string;
  /** Name of its tracker. */
  readonly tracker: string;
  /** Web address of its instance. */
  readonly instance: string;
  /** The new state in upstream's words. */
  readonly to: string;
  readonly look: Look | undefined;
  /** Something is missing from the answer that was there before, as it would be from an answer that was cut. */
  readonly isAbsence: boolean;
};

type Context = {
  /** How many references of each instance the record knows. */
  readonly known: ReadonlyMap<string, number>;
  /** How many changes of each instance wait already, and could not be looked at this time. */
  readonly pending: ReadonlyMap<string, number>;
  /** Of this run (UTC, YYYY-MM-DD). */
  readonly day: string;
  /** Names of trackers whose changes the maintainer has looked at. */
  readonly accepted: readonly string[];
};

/** Addresses whose change waits for confirmation. Each instance is judged by itself: it is what has an outage. */
export function heldBack(moves: readonly Move[], { known, pending, day, accepted }: Context): ReadonlySet<string> {
  const held = [...Map.groupBy(moves, (move) => move.instance)].flatMap(([instance, group]) => {
    const count = group.length + (pending.get(instance) ?? 0);
    const isMany = count >= FEWEST && count > SHARE * (known.get(instance) ?? 0);
    return group.filter(
      (move) =>
        (isMany || move.isAbsence) && !accepted.includes(move.tracker) && daysSeen(move, day).length < CONFIRMED_AFTER,
    );
  });
  return new Set(held.map((move) => move.url));
}

/** The days on which this very change was seen, this one included. */
export function daysSeen({ look, to }: Pick<Move, "look" | "to">, day: string): readonly string[] {
  const days = look?.held?.to === to ? look.held.on : [];
  return days.includes(day) ? days : [...days, day];
}
