// Which items to look up tonight. As Launchpad does with its bug watches: open items daily, settled ones weekly, and
// unreadable ones ever less often, until they can be read again.
// https://git.launchpad.net/launchpad/tree/lib/lp/bugs/scripts/checkwatches/scheduler.py

import type { Look } from "../../model/reference.ts";
import type { State } from "../../model/state.ts";
import { type Matched, reachableStates } from "../match.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** A nightly job does not start at the same minute every night, and a daily item must not wait for the second one. */
const SLACK = 6 * HOUR;

type Known = {
  readonly look: Look | undefined;
  /** The item's state in the record; undefined before the first successful lookup. */
  readonly state: State | undefined;
  readonly matched: Matched;
};

/** Whether an item is due for a lookup. An item that was never looked up always is. */
export function isDue({ look, state, matched }: Known, now: Date): boolean {
  if (look === undefined) return true;
  // A clock that was ahead once must not suppress lookups for years.
  if (Date.parse(look.at) - now.getTime() > DAY) return true;
  return now.getTime() - Date.parse(look.at) >= interval(look, state, matched) - SLACK;
}

function interval(look: Look, state: State | undefined, matched: Matched): number {
  // An item that is gone answers 404 for good: that is its settled state, not a failure to report.
  if (look.result !== "ok" && state !== "gone") {
    // Three days with proof make an item gone: they should be the next three.
    if (look.missingOn !== undefined && look.result === "not-found") return DAY;
    // Upstream could be read, and the settings may have learned its word.
    if (look.result === "unknown-status") return DAY;
    return Math.min(WEEK, DAY * 2 ** (look.failures - 1));
  }
  if (look.held !== undefined || state === undefined) return DAY;
  return isAtItsBest(state, matched) ? WEEK : DAY;
}

/** Whether no better state can follow: a merged change stays merged if the tracker knows of no releases. */
function isAtItsBest(state: State, matched: Matched): boolean {
  if (state === "unknown") return reachableStates(matched).every((one) => one === "unknown");
  if (state === "merged" || state === "fixed") return !reachableStates(matched).includes("released");
  return !["unknown", "open", "in-progress"].includes(state);
}

/**
 * For sorting: items not seen for longest come first, and of these the ones not tried for longest, so that a short
 * quota or a host that is given up early starves none.
 */
export function longestUnseenFirst(a: Look | undefined, b: Look | undefined): number {
  return instantOf(a?.lastGood) - instantOf(b?.lastGood) || instantOf(a?.at) - instantOf(b?.at);
}

function instantOf(at: string | undefined): number {
  return at === undefined ? 0 : Date.parse(at);
}
