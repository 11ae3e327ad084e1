// The words of a reference's badge. They never say more than is known: closed is not fixed, fixed is not released,
// and what holds for one series is not said of all.

import type { Look, Reference, Role } from "../model/reference.ts";
import { type State, stateWords } from "../model/state.ts";
import { summedTargets, type Target } from "../model/target.ts";

/** The words for a state that sums up these targets (none for a tracker without targets). */
export function badgeWords(
  state: State,
  targets: readonly Target[],
  detail: Parameters<typeof stateWords>[1] = {},
): string {
  if (state === "duplicate" || state === "gone") return stateWords(state);
  // It was looked up, and upstream has no status of it.
  if (state === "unknown") return "no upstream status";
  return (targets.length > 1 ? mixedWords(targets) : undefined) ?? stateWords(state, detail);
}

/** Where the targets that count differ: in how many of them it is fixed. Where some are declined, that is said, too. */
function mixedWords(targets: readonly Target[]): string | undefined {
  const states = summedTargets(targets).map(({ state }) => state);
  const declined = targets.filter(({ state, applies }) => state === "wont-fix" && applies !== false).length;
  const released = states.filter((state) => state === "released").length;
  if (new Set(states).size === 1) {
    if (released === 0 || declined === 0) return undefined;
    return `fix released in ${released} of ${released + declined} series`;
  }
  const done = states.filter((state) => state === "fixed").length + released;
  if (done === 0) return undefined;
  const words = `fixed in ${done} of ${states.length} series`;
  return done === states.length ? `${words}, released in ${released}` : words;
}

/** The words for an item of which the author says what it is. */
export function roleWords(role: Role, { state, version }: Pick<Reference, "state" | "version">): string {
  const told = { cause: "the change that caused it" }[role];
  return state === "released" && version !== undefined ? `${told}; released in ${version}` : told;
}

/** The words where the record has nothing: the last lookup says why. */
export function unseenWords(look: Look | undefined): string {
  if (look === undefined || look.result === "ok") return stateWords("unknown");
  return look.result === "unknown-status" ? "status not understood" : "lookup failed";
}
