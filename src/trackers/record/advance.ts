// What one lookup makes of an entry of the record. Pure; decides what is news, because only news may change the record.
//
// `source.at` of a fetched entry is the lookup that first saw its state. A lookup that sees the same again is only in
// the looks file.

import { isDeepStrictEqual } from "node:util";
import { plainText } from "../../core/plain-text.ts";
import { dateOrder } from "../../model/date.ts";
import type { RecordEntry, Transition } from "../../model/record.ts";
import { isBetter, type State } from "../../model/state.ts";
import { sumOfTargets, type Target } from "../../model/target.ts";
import { type Matched, reachableStates } from "../match.ts";
import type { Item } from "../tracker.ts";
import { withFlapping } from "./flapping.ts";
import type { Sight } from "./look.ts";

/**
 * first: never seen before; moved: another state, of the item or of one of its targets; restated: upstream says what it
 * said, but we call it by another state than before; updated: same state, other facts or better evidence; confirmed: no
 * news.
 */
export type Change = "first" | "moved" | "restated" | "updated" | "confirmed";
type Advanced = { readonly entry: RecordEntry; readonly change: Change };

/** The entry after a successful lookup at `at` (ISO 8601, UTC). */
export function advance(previous: RecordEntry | undefined, matched: Matched, sight: Sight, at: string): Advanced {
  const { entry, change } = advanced(previous, matched, sight, at);
  const whole = withFlapping(entry, at);
  // That it has come to rest is reported too.
  return { entry: whole, change: change === "confirmed" && whole !== entry ? "updated" : change };
}

function advanced(previous: RecordEntry | undefined, matched: Matched, sight: Sight, at: string): Advanced {
  const { item } = sight;
  const seen = freshEntry(matched, sight, at);
  if (previous === undefined) return { entry: seen, change: "first" };
  if (standsByHand(previous, item, matched)) {
    const { title, remoteStatus, movedTo } = seen;
    const entry = { ...previous, url: matched.url, title, remoteStatus, ...(movedTo !== undefined && { movedTo }) };
    return compared(previous, entry);
  }
  if (isRestated(previous, seen, matched)) return { entry: keptEntry(previous, seen), change: "restated" };
  const fresh = withKnown(previous, seen, item);
  if (comparableState(previous, fresh) !== previous.state) {
    return { entry: movedEntry(previous, fresh, at), change: "moved" };
  }
  const kept = keptEntry(previous, fresh);
  const moves = targetMoves(previous, fresh, at);
  if (moves.length > 0) return { entry: { ...kept, history: [...previous.history, ...moves] }, change: "moved" };
  return compared(previous, kept);
}

/** The entry of an item that is gone since the lookup at `at`, which asked `from`. What was known of it stays. */
export function goneEntry(previous: RecordEntry, from: string, at: string): RecordEntry {
  const { words: _, flapping: __, ...known } = previous;
  const fresh = { state: "gone", remoteStatus: "no such page", source: { kind: "fetched", at, from } } as const;
  return movedEntry(previous, { ...known, ...fresh, since: at.slice(0, 10) }, at);
}

function freshEntry({ url, tracker }: Matched, { item, from }: Sight, at: string): RecordEntry {
  const { state, remoteStatus, words, title, version, duplicateOf, movedTo, targets, since } = item;
  return {
    ...{ url, tracker: tracker.name, state },
    // Anybody with an account there can write upstream's words.
    ...{ remoteStatus: plainText(remoteStatus), title: plainText(title) },
    ...(words !== undefined && { words: plainText(words) }),
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

/**
 * Our tables have changed since the record was written, and upstream has not: it says the same words. For changes we
 * once said "fixed" where we say "merged" now, or, for a commit, that no branch is known to have it.
 */
function isRestated(previous: RecordEntry, fresh: RecordEntry, matched: Matched): boolean {
  if (previous.source.kind !== "fetched" || previous.state === "gone") return false;
  if (previous.state === fresh.state && !targetsDiffer(previous, fresh)) return false;
  if (previous.duplicateOf !== fresh.duplicateOf) return false;
  if (previous.state === "fixed" && !reachableStates(matched).includes("fixed") && isOnceFixed(fresh, matched))
    return true;
  return previous.remoteStatus === fresh.remoteStatus && isDeepStrictEqual(wordsOf(previous), wordsOf(fresh));
}

function isOnceFixed({ state }: RecordEntry, { isChange }: Matched): boolean {
  return state === "merged" || (isChange === true && (state === "open" || state === "unknown"));
}

function targetsDiffer(a: RecordEntry, b: RecordEntry): boolean {
  const statesOf = ({ targets = [] }: RecordEntry) => targets.map(({ name, state }) => [name, state]);
  return !isDeepStrictEqual(statesOf(a), statesOf(b));
}

function wordsOf({ targets = [] }: RecordEntry) {
  return targets.map(({ name, remoteStatus }) => [name, remoteStatus]);
}

/**
 * What is seen, completed by what is known if this lookup has less evidence: it then withdraws nothing, nor does an
 * answer in which a better state would read the same, unless it has another date. A page that was gone and is back is
 * what it was before.
 */
function withKnown(previous: RecordEntry, fresh: RecordEntry, { couldBe = [] }: Item): RecordEntry {
  const { remoteStatus, words, since } = previous;
  const isBack = previous.state === "gone";
  const state = isBack ? stateBeforeGone(previous) : previous.state;
  const isSameEvent = since === undefined || fresh.since === undefined || since === fresh.since;
  const isLess = fresh.state === "unknown" && fresh.targets === undefined;
  if (isLess || (couldBe.includes(state) && isSameEvent)) {
    if (isBack) return { ...fresh, state };
    const { words: _, ...facts } = fresh;
    return { ...facts, state, remoteStatus, ...(words !== undefined && { words }) };
  }
  const isUnread = fresh.targets?.some((target) => target.state === "unknown");
  if (!isUnread || fresh.targets === undefined || fresh.state === "duplicate") return fresh;
  const targets = fresh.targets.map((target) => (target.state === "unknown" ? knownOf(target, previous) : target));
  return { ...fresh, targets, state: sumOfTargets(targets) };
}

function stateBeforeGone({ history }: RecordEntry): State {
  return history.findLast(({ to, target }) => to === "gone" && target === undefined)?.from ?? "unknown";
}

function knownOf(target: Target, { targets = [] }: RecordEntry): Target {
  return targets.find(({ name }) => name === target.name) ?? target;
}

/** Upstream's date, else the day of the lookup: at the lookup before there was another state. */
function movedEntry(previous: RecordEntry, fresh: RecordEntry, at: string): RecordEntry {
  const since = isBefore(fresh.since, previous.since) ? at.slice(0, 10) : (fresh.since ?? at.slice(0, 10));
  const { state: to, remoteStatus } = fresh;
  const transition = { at: since, from: previous.state, to, remoteStatus: remoteStatus ?? to, seen: at };
  const history = [...previous.history, ...targetMoves(previous, fresh, at), transition];
  return { ...fresh, ...versionsOf(fresh, previous), since, history };
}

/** For a reopened item, some trackers report no later date than that of its creation. */
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
  const { source, history, state, flapping } = previous;
  const since = state === fresh.state ? (previous.since ?? fresh.since) : fresh.since;
  const version = fresh.version ?? (sameTargets(previous, fresh) ? previous.version : undefined);
  // GitHub says that an issue is a duplicate, but not of what: an author may have said it.
  const duplicateOf = fresh.duplicateOf ?? (state === fresh.state ? previous.duplicateOf : undefined);
  // Not every lookup can tell into which branch a change was merged.
  const isSame = state === fresh.state && previous.remoteStatus === fresh.remoteStatus;
  const words = fresh.words ?? (isSame ? previous.words : undefined);
  return {
    ...fresh,
    ...(words !== undefined && { words }),
    ...(version !== undefined && { version }),
    ...(duplicateOf !== undefined && { duplicateOf }),
    ...versionsOf(fresh, previous),
    ...(since !== undefined && { since }),
    ...(flapping && { flapping }),
    source: source.kind === "fetched" ? source : fresh.source,
    history,
  };
}

function versionsOf({ targets }: RecordEntry, previous: RecordEntry): Pick<RecordEntry, "targets"> {
  return targets === undefined ? {} : { targets: targets.map((target) => withVersion(target, previous)) };
}

/** A release that an author has read elsewhere stays known while upstream reports the same state of that target. */
function withVersion(target: Target, { targets }: RecordEntry): Target {
  const known = targets?.find(({ name, state }) => name === target.name && state === target.state)?.version;
  return target.version === undefined && known !== undefined ? { ...target, version: known } : target;
}

/** A version was read for certain targets; beside other targets it would seem to be theirs too. */
function sameTargets(a: RecordEntry, b: RecordEntry): boolean {
  const names = ({ targets }: RecordEntry) => (targets ?? []).map((target) => target.name).sort();
  return isDeepStrictEqual(names(a), names(b));
}

function compared(previous: RecordEntry, entry: RecordEntry): Advanced {
  const same = isDeepStrictEqual(previous, entry);
  return same ? { entry: previous, change: "confirmed" } : { entry, change: "updated" };
}

/**
 * A state that an author read elsewhere holds while upstream agrees as far as it can tell: "closed" says nothing about
 * a fix; "merged" nothing about a fix or a release if the tracker never does; "not on the default branch" nothing about
 * the branch that a release was made from.
 */
function standsByHand({ source, state }: RecordEntry, item: Item, matched: Matched): boolean {
  if (source.kind !== "by-hand") return false;
  if (item.state === "unknown") return item.targets === undefined;
  const isDone = isBetter(state, "closed") && state !== "duplicate";
  if (item.state === "closed") return isDone || state === "wont-fix";
  const isUntold = isDone && !reachableStates(matched).includes(state);
  return isUntold && (item.state === "merged" || (item.state === "open" && matched.isChange === true));
}

/**
 * The state to compare with the one before. By hand, often only one of a bug's series was read: if others now appear,
 * upstream has not moved, so the lookup is compared on the targets that the entry names.
 */
function comparableState({ source, targets }: RecordEntry, fresh: RecordEntry): State {
  const { state } = fresh;
  if (source.kind === "fetched" || state === "duplicate" || !targets || !fresh.targets) return state;
  const known = new Set(targets.map((target: Target) => target.name));
  const same = fresh.targets.filter((target) => known.has(target.name));
  return same.length === known.size ? sumOfTargets(same) : state;
}
