// Items and targets that go back and forth: a bot that closes what a reporter opens, a server whose answers differ by
// the hour. Each of these moves is true, but none deserves its own report, and they must not fill the record.

import { isDeepStrictEqual } from "node:util";
import type { RecordEntry, Transition } from "../../model/record.ts";
import type { State } from "../../model/state.ts";

/** So many returns to a left state within so many days are no longer news. */
const RETURNS = 3;
const DAYS = 10;
/** Moves of one track that its history keeps while it flaps; they include so many returns. */
const KEPT = 4;

/**
 * The entry after a lookup at `at`, with the names of what goes back and forth, and the history of these cut. The moves
 * of each target, and those of the item as a whole (null), are judged separately.
 */
export function withFlapping(entry: RecordEntry, at: string): RecordEntry {
  const { flapping: before, ...calm } = entry;
  const tracks = [...Map.groupBy(entry.history, ({ target }) => target ?? null)];
  const flapping = tracks.filter(([, moves]) => returnsIn(recent(moves, at)) >= RETURNS);
  if (flapping.length === 0) return before === undefined ? entry : calm;
  const dropped = new Set(flapping.flatMap(([, moves]) => surplus(recent(moves, at))));
  const history = entry.history.filter((move) => !dropped.has(move));
  const after = { ...calm, flapping: flapping.map(([name]) => name), history };
  return isDeepStrictEqual(after, entry) ? entry : after;
}

/** A bug that is confirmed, worked on, fixed and released within days returns nowhere. */
function returnsIn(moves: readonly Transition[]): number {
  const left = new Set<State>();
  return moves.filter(({ from, to }) => left.add(from).has(to)).length;
}

/** A move dated by a clock that was ahead is not recent. */
function recent(moves: readonly Transition[], at: string): readonly Transition[] {
  const last = Date.parse(at);
  const isRecent = (seen: number) => seen > last - DAYS * 86_400_000 && seen <= last;
  return moves.filter(({ seen }) => seen !== undefined && isRecent(Date.parse(seen)));
}

/** The oldest, by pairs, so that what is left still begins where it began. */
function surplus(moves: readonly Transition[]): readonly Transition[] {
  const more = moves.length - KEPT;
  return moves.slice(0, Math.max(0, more - (more % 2)));
}
