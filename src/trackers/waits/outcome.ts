// How an item ended without fulfilling a wait, and whether it is open again.

import type { Transition } from "../../model/record.ts";
import type { Reference } from "../../model/reference.ts";
import type { State } from "../../model/state.ts";
import type { Until } from "../../model/until.ts";
import { countedFor, reaches, stateFor } from "./targets.ts";

/** some-series: fixed in some of the targets that count, closed or declined in the rest. */
export type Outcome = "declined" | "declined-after-fix" | "some-series" | "closed" | "gone";

/** Undefined: it has not ended, or the wait is fulfilled. */
export function outcomeOf(reference: Reference, until: Until): Outcome | undefined {
  const state = stateFor(reference, until);
  if (state === "gone") return "gone";
  if (state !== "wont-fix" && state !== "closed") return undefined;
  const states = countedFor(reference, until).map((target) => target.state);
  if (states.some((one) => reaches(one, "fixed"))) return "some-series";
  if (state === "closed" || states.includes("closed")) return "closed";
  return wasFixed(reference, until) ? "declined-after-fix" : "declined";
}

/**
 * Whether something that was closed is open, by the transitions that we have seen: a target that counts, or
 * the item if it has none. A target that is added to a fixed bug makes the whole open, but nothing went back.
 */
export function isOpenAgain(reference: Reference, until: Until): boolean {
  const { effective, moves } = reference;
  const movesOf = (name: string | undefined) => moves.filter(({ target }) => target === name);
  const targets = countedFor(reference, until);
  if (targets.length === 0) return wentBack(effective, movesOf(undefined));
  return targets.some(({ name, state }) => wentBack(state, movesOf(name)));
}

/** The last step may not show it: between fixed and open, the page may have been gone or the bug in progress. */
function wentBack(state: State, moves: readonly Transition[]): boolean {
  const isOpen = state === "open" || state === "in-progress";
  return isOpen && moves.at(-1)?.to === state && moves.some(({ from }) => reaches(from, "closed"));
}

/** Whether upstream has ever said that it was fixed. */
function wasFixed(reference: Reference, until: Until): boolean {
  const names = countedFor(reference, until).map(({ name }) => name);
  const mine = reference.moves.filter(({ target }) => target === undefined || names.includes(target));
  return mine.some(({ from, to }) => reaches(from, "fixed") || reaches(to, "fixed"));
}
