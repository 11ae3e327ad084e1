// What one look makes of an entry of the record. Pure; decides what is news, because only news may change the record.
//
// `source.at` of a fetched entry is the look that first saw its state. A look that sees the same again is told by the
// looks file alone.

import { isDeepStrictEqual } from "node:util";
import type { RecordEntry, Target } from "../model/record.ts";
import { type State, worstState } from "../model/state.ts";
import type { Sight } from "./look.ts";
import type { Matched } from "./match.ts";
import type { Item, StatusTable } from "./tracker.ts";

/** first: never seen before; moved: another state; updated: same state, other facts or better evidence; confirmed: no news. */
export type Change = "first" | "moved" | "updated" | "confirmed";
type Advanced = { readonly entry: RecordEntry; readonly change: Change };

/** The entry after a good look at `at` (ISO 8601, UTC). */
export function advance(previous: RecordEntry | undefined, matched: Matched, sight: Sight, at: string): Advanced {
  if (previous === undefined) return { entry: freshEntry(matched, sight, at), change: "first" };
  const { item } = sight;
  if (standsByHand(previous, item, matched.tracker.statuses)) {
    const entry = { ...previous, url: matched.url, title: item.title, remoteStatus: item.remoteStatus };
    return told(previous, entry);
  }
  if (comparableState(previous, item) !== previous.state) {
    return { entry: movedEntry(previous, freshEntry(matched, sight, at)), change: "moved" };
  }
  return told(previous, keptEntry(previous, freshEntry(matched, sight, at)));
}

function freshEntry({ url, tracker }: Matched, { item, from }: Sight, at: string): RecordEntry {
  const { state, remoteStatus, title, version, duplicateOf, targets, since } = item;
  return {
    ...{ url, tracker: tracker.name, state, remoteStatus, title },
    ...(version !== undefined && { version }),
    ...(duplicateOf !== undefined && { duplicateOf }),
    ...(targets !== undefined && { targets: [...targets] }),
    ...(since !== undefined && { since }),
    source: { kind: "fetched", at, from },
    history: [],
  };
}

/** Upstream's date, else the day of the look: there was another state at the look before. */
function movedEntry(previous: RecordEntry, fresh: RecordEntry): RecordEntry {
  const since = fresh.since ?? dayOf(fresh);
  const { state: to, remoteStatus } = fresh;
  const transition = { at: since, from: previous.state, to, remoteStatus: remoteStatus ?? to };
  return { ...fresh, since, history: [...previous.history, transition] };
}

function dayOf({ source }: RecordEntry): string {
  return (source.kind === "fetched" ? source.at : source.on).slice(0, 10);
}

/** The same state seen again: its date and its first sight stay, the other facts are upstream's latest. */
function keptEntry(previous: RecordEntry, fresh: RecordEntry): RecordEntry {
  const { source, history, state } = previous;
  const since = state === fresh.state ? (previous.since ?? fresh.since) : fresh.since;
  const version = fresh.version ?? (sameTargets(previous, fresh) ? previous.version : undefined);
  return {
    ...fresh,
    ...(version !== undefined && { version }),
    ...(since !== undefined && { since }),
    source: source.kind === "fetched" ? source : fresh.source,
    history,
  };
}

/** A version was read for certain targets; beside others it would speak for those, too. */
function sameTargets(a: RecordEntry, b: RecordEntry): boolean {
  const names = ({ targets }: RecordEntry) => (targets ?? []).map((target) => target.name).sort();
  return isDeepStrictEqual(names(a), names(b));
}

function told(previous: RecordEntry, entry: RecordEntry): Advanced {
  const same = isDeepStrictEqual(previous, entry);
  return same ? { entry: previous, change: "confirmed" } : { entry, change: "updated" };
}

/**
 * A state that an author read elsewhere stands, while upstream agrees as far as it can tell: "closed" says nothing of
 * a fix, and "fixed" nothing of a release where the tracker never does.
 */
function standsByHand({ source, state }: RecordEntry, item: Item, statuses: StatusTable): boolean {
  if (source.kind !== "by-hand") return false;
  if (item.state === "closed") return state === "fixed" || state === "released";
  return item.state === "fixed" && state === "released" && !Object.values(statuses).includes("released");
}

/**
 * The state to compare with the one before. By hand, often only one of a bug's series was read: that others now come
 * into view is no move of upstream, so the look is judged on the targets that the entry speaks of.
 */
function comparableState({ source, targets }: RecordEntry, item: Item): State {
  const { state } = item;
  if (source.kind === "fetched" || state === "duplicate" || !targets || !item.targets) return state;
  const known = new Set(targets.map((target: Target) => target.name));
  const same = item.targets.filter((target) => known.has(target.name));
  return same.length === known.size ? worstState(same.map((target) => target.state)) : state;
}
