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

const SHORT: Readonly<Record<State, string>> = {
  unknown: "unknown",
  gone: "gone",
  open: "open",
  "in-progress": "in progress",
  "wont-fix": "declined",
  closed: "closed",
  merged: "merged",
  // "fixed" alone would be read as a fix that can be had.
  fixed: "unreleased",
  released: "released",
  duplicate: "duplicate",
};

/**
 * The words of a badge within a sentence, one or two of them. They claim less than the whole words, never more: what
 * differs between series is "partly" so, and words that are not those of the state stay whole ("revert released in 2").
 */
export function shortWords(
  reference: Pick<Reference, "state" | "words" | "counted" | "isChange">,
  role: Role | undefined,
): string {
  const { state, words, counted, isChange } = reference;
  if (role !== undefined) return role;
  if (state === "unknown" || state === "duplicate") return SHORT[state];
  const mixed = counted.length > 1 ? mixedWords(counted) : undefined;
  if (mixed !== undefined) return mixed.includes("released") ? "partly released" : "partly fixed";
  return words.startsWith(stateWords(state, { isChange })) ? SHORT[state] : words;
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
