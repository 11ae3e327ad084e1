// Changes that are too many to be believed at once: an instance that calls a large part of its items closed overnight
// has more likely changed its API, or been replaced by an error page, than fixed that many bugs. Many changes alone do
// not show that: a release settles many bugs, each in its own way.

import type { Look } from "../../model/reference.ts";
import type { State } from "../../model/state.ts";

/** With fewer changes than this, a fifth means nothing. */
const FEWEST = 5;
const SHARE = 1 / 5;
/** A change seen on as many days is believed. */
const CONFIRMED_AFTER = 3;

/** A change of an item that the record knows. */
export type Move = {
  readonly url: string;
  /** Name of its tracker. */
  readonly tracker: string;
  /** Web address of its instance. */
  readonly instance: string;
  readonly states: readonly [from: State, to: State];
  /** The new state in upstream's words. */
  readonly to: string;
  readonly title: string | null;
  readonly look: Look | undefined;
  /** The answer lacks something that was there before, as a cut answer would. */
  readonly isAbsence: boolean;
  /** It reverses the last move, so that the state is the known one from before. */
  readonly isCorrection: boolean;
};

type Context = {
  /** How many references of each instance the record knows. */
  readonly known: ReadonlyMap<string, number>;
  /** How many changes of each instance wait already, and could not be looked up this time. */
  readonly pending: ReadonlyMap<string, number>;
  /** Instances that gave other items an answer unlike this system's, such as a login page. */
  readonly strange: ReadonlySet<string>;
  /** Of this run (UTC, YYYY-MM-DD). */
  readonly day: string;
  /** Names of trackers whose changes the maintainer has checked. */
  readonly accepted: readonly string[];
};

/** Addresses whose change waits for confirmation. Each instance is judged separately, as it may have an outage. */
export function heldBack(moves: readonly Move[], context: Context): ReadonlySet<string> {
  const { day, accepted } = context;
  const fresh = moves.filter(({ isCorrection }) => !isCorrection);
  const held = [...Map.groupBy(fresh, (move) => move.instance)].flatMap(([instance, group]) => {
    const isFault = isMany(instance, group.length, context) && isStrange(instance, group, context);
    return group.filter(
      (move) =>
        (isFault || move.isAbsence) && !accepted.includes(move.tracker) && daysSeen(move, day).length < CONFIRMED_AFTER,
    );
  });
  return new Set(held.map((move) => move.url));
}

function isMany(instance: string, moved: number, { known, pending }: Context): boolean {
  const count = moved + (pending.get(instance) ?? 0);
  return count >= FEWEST && count > SHARE * (known.get(instance) ?? 0);
}

/** Signs of a fault: all have the same words, all moved the same way, or something else is wrong there. */
function isStrange(instance: string, group: readonly Move[], { strange }: Context): boolean {
  const isOne = (values: readonly unknown[]) => new Set(values).size === 1;
  return (
    strange.has(instance) ||
    isOne(group.map(({ title }) => title)) ||
    isOne(group.map(({ states }) => states.join(" ")))
  );
}

/** The days on which this very change was seen, this one included. */
export function daysSeen({ look, to }: Pick<Move, "look" | "to">, day: string): readonly string[] {
  const days = look?.held?.to === to ? look.held.on : [];
  return days.includes(day) ? days : [...days, day];
}
