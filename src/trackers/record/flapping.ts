// Items that go back and forth: a bot that closes what a reporter opens, a server whose answers differ by the hour. Each of
// these moves is true, and none is worth a report of its own; nor may they fill the record.

import type { RecordEntry, Transition } from "../../model/record.ts";

/** So many moves of the same thing within so many days are no news of upstream any more. */
const MOVES = 4;
const DAYS = 10;

/** The entry after a look at `at`: with its history cut to what tells that it flaps, where it does. */
export function withFlapping(entry: RecordEntry, at: string): RecordEntry {
  const { flapping: _, ...calm } = entry;
  const tracks = Map.groupBy(entry.history, ({ target }) => target);
  const flapping = [...tracks.values()].filter((moves) => recent(moves, at).length >= MOVES);
  if (flapping.length === 0) return entry.flapping === undefined ? entry : calm;
  // By pairs, so that what is left still begins where it began.
  const dropped = new Set(flapping.flatMap((moves) => surplus(recent(moves, at))));
  if (entry.flapping && dropped.size === 0) return entry;
  return { ...calm, history: entry.history.filter((move) => !dropped.has(move)), flapping: true };
}

function recent(moves: readonly Transition[], at: string): readonly Transition[] {
  const first = Date.parse(at) - DAYS * 86_400_000;
  return moves.filter(({ seen }) => seen !== undefined && Date.parse(seen) > first);
}

function surplus(moves: readonly Transition[]): readonly Transition[] {
  const more = moves.length - MOVES;
  return moves.slice(0, more - (more % 2));
}
