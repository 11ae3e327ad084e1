// What one look makes of an entry of the record. Pure; decides what is news, because only news may change the record.
//
// `source.at` of a fetched entry is the look that first saw its state. A look that sees the same again is told by the
// looks file alone.

import { isDeepStrictEqual } from "node:util";
import { plainText } from "../../core/plain-text.ts";
import { dateOrder } from "../../model/date.ts";
import type { RecordEntry, Target, Transition } from "../../model/record.ts";
import { type State, worstState } from "../../model/state.ts";
import type { Matched } from "../match.ts";
import type { Item, StatusTable } from "../tracker.ts";
import type { Sight } from "./look.ts";

/** first: never seen before; moved: another state, of the item or of one of its targets; updated: same state, other facts or better evidence; confirmed: no news. */
export type Change = "first" | "moved" | "updated" | "confirmed";
type Advanced = { readonly entry: RecordEntry; readonly change: Change };

/** The entry after a good look at `at` (ISO 8601, UTC). */
export function advance(previous: RecordEntry | undefined, matched: Matched, sight: Sight, at: string): Advanced {
  if (previous === undefined) return { entry: freshEntry(matched, sight, at), change: "first" };
  const { item } = sight;
  const fresh = freshEntry(matched, sight, at);
  if (standsByHand(previous, item, matched.tracker.statuses)) {
    const { title, remoteStatus, movedTo } = fresh;
    const entry = { ...previous, url: matched.url, title, remoteStatus, ...(movedTo !== undefined && { movedTo }) };
    return told(previous, entry);
  }
  if (comparableState(previous, item) !== previous.state) {
    return { entry: movedEntry(previous, fresh, at), change: "moved" };
  }
  const kept = keptEntry(previous, fresh);
  const moves = targetMoves(previous, fresh, at);
  if (moves.length > 0) return { entry: { ...kept, history: [...previous.history, ...moves] }, change: "moved" };
  return told(previous, kept);
}

/** The entry of an item that is gone since the look at `at`, which asked `from`. What was known of it stays. */
export function goneEntry(previous: RecordEntry, from: string, at: string): RecordEntry {
  const fresh = { state: "gone", remoteStatus: "no such page", source: { kind: "fetched", at, from } } as const;
  return movedEntry(previous, { ...previous, ...fresh, since: at.slice(0, 10) }, at);
}

function freshEntry({ url, tracker }: Matched, { item, from }: Sight, at: string): RecordEntry {
  const { state, remoteStatus, title, version, duplicateOf, movedTo, targets, since } = item;
  return {
    ...{ url, tracker: tracker.name, state },
    // Upstream's words are written by anybody who can open an account there.
    ...{ remoteStatus: plainText(remoteStatus), title: plainText(title) },
    ...(version !== undefined && { version: plainText(version) }),
    ...(duplicateOf !== undefined && { duplicateOf }),
    ...(movedTo !== undefined && { movedTo }),
    ...(targets !== undefined && { targets: targets.map(plainTarget) }),
    ...(since !== undefined && { since }),
    source: { kind: "fetched", at, from },
    history: [],
  };
}

function plainTarget(target: Target): Target {
  const { name, remoteStatus } = target;
  return { ...target, name: plainText(name), remoteStatus: remoteStatus === null ? null : plainText(remoteStatus) };
}

/** Upstream's date, else the day of the look: there was another state at the look before. */
function movedEntry(previous: RecordEntry, fresh: RecordEntry, at: string): RecordEntry {
  const since = isBefore(fresh.since, previous.since) ? at.slice(0, 10) : (fresh.since ?? at.slice(0, 10));
  const { state: to, remoteStatus } = fresh;
  const transition = { at: since, from: previous.state, to, remoteStatus: remoteStatus ?? to, seen: at };
  const history = [...previous.history, ...targetMoves(previous, fresh, at), transition];
  return { ...fresh, since, history };
}

/** Of an item that was reopened, some trackers tell no later date than that of its creation. */
function isBefore(date: string | undefined, other: string | undefined): boolean {
  return date !== undefined && other !== undefined && dateOrder(date) < dateOrder(other);
}

/** A bug may stay open as a whole, while the one series that a page waits for gets its fix. */
function targetMoves(previous: RecordEntry, fresh: RecordEntry, at: string): Transition[] {
  return (fresh.targets ?? []).flatMap(({ name, state, remoteStatus, since }) => {
    const before = previous.targets?.find((target) => target.name === name);
    if (before === undefined || before.state === state) return [];
    const transition = { from: before.state, to: state, remoteStatus: remoteStatus ?? state, target: name, seen: at };
    return [{ at: since ?? at.slice(0, 10), ...transition }];
  });
}

/** The same state seen again: its date and its first sight stay, the other facts are upstream's latest. */
function keptEntry(previous: RecordEntry, fresh: RecordEntry): RecordEntry {
  const { source, history, state } = previous;
  const since = state === fresh.state ? (previous.since ?? fresh.since) : fresh.since;
  const version = fresh.version ?? (sameTargets(previous, fresh) ? previous.version : undefined);
  // GitHub says that an issue is a duplicate, and not of what: an author may have said it.
  const duplicateOf = fresh.duplicateOf ?? (state === fresh.state ? previous.duplicateOf : undefined);
  return {
    ...fresh,
    ...(version !== undefined && { version }),
    ...(duplicateOf !== undefined && { duplicateOf }),
    ...(fresh.targets !== undefined && { targets: fresh.targets.map((target) => withVersion(target, previous)) }),
    ...(since !== undefined && { since }),
    source: source.kind === "fetched" ? source : fresh.source,
    history,
  };
}

/** A release that an author has read somewhere stays known while upstream says the same state of that target. */
function withVersion(target: Target, { targets }: RecordEntry): Target {
  const known = targets?.find(({ name, state }) => name === target.name && state === target.state)?.version;
  return target.version === undefined && known !== undefined ? { ...target, version: known } : target;
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
