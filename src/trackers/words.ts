// The words of a reference's badge. They never say more than is known: closed is not fixed, fixed is not released,
// and what holds for one series is not said of all.

import type { Target } from "../model/record.ts";
import type { Look } from "../model/reference.ts";
import { type State, stateWords } from "../model/state.ts";

/** The words for a state that sums up these targets (none for a tracker without targets). */
export function badgeWords(state: State, version: string | undefined, targets: readonly Target[]): string {
  if (state === "duplicate" || state === "gone") return stateWords(state);
  if (new Set(targets.map((target) => target.state)).size > 1) return mixedWords(targets) ?? stateWords(state);
  // Upstream itself has no answer; "not yet looked at" would blame us.
  return state === "unknown" ? "unknown upstream" : stateWords(state, { version });
}

function mixedWords(targets: readonly Target[]): string | undefined {
  const released = targets.filter((target) => target.state === "released").length;
  const done = targets.filter((target) => target.state === "fixed").length + released;
  if (done === 0) return undefined;
  const words = `fixed in ${done} of ${targets.length} series`;
  return done === targets.length ? `${words}, released in ${released}` : words;
}

/** The words where the record has nothing: why that is, as far as the last look tells. */
export function unseenWords(look: Look | undefined): string {
  if (look === undefined || look.result === "ok") return stateWords("unknown");
  return look.result === "unknown-status" ? "status not understood" : "could not be read";
}
