// One upstream item, as pages show it: the record's facts under the targets that the author chose.

import type { RecordEntry, Target, Transition } from "../model/record.ts";
import type { LinkUse, Look, Reference } from "../model/reference.ts";
import { type State, worstState } from "../model/state.ts";
import type { Matched } from "./match.ts";
import { badgeWords, unseenWords } from "./words.ts";

type Known = {
  readonly entry: RecordEntry | undefined;
  readonly look: Look | undefined;
  readonly uses: readonly LinkUse[];
  /** Names of the targets that count; all do where none is chosen. */
  readonly chosen: readonly string[];
};

/** The reference for an item; `unknown` where the record lacks it. Pure. */
export function resolveReference({ tracker, url, label }: Matched, known: Known): Reference {
  const { entry, look, uses } = known;
  const shared = { url, tracker: { name: tracker.name, title: tracker.title }, label, look, uses };
  if (entry === undefined) return { ...shared, ...NEVER_SEEN, words: unseenWords(look) };
  const targets = entry.targets ?? [];
  const { counted, missing } = countTargets(targets, known.chosen);
  const state = missing.length > 0 ? "unknown" : sumUp(entry, counted);
  // The record's date and version are about all targets together; of some alone they may be wrong.
  const whole = counted.length === targets.length && missing.length === 0;
  const version = whole ? entry.version : onlyOne(counted)?.version;
  return {
    ...shared,
    ...{ state, effective: state, targets, title: entry.title, remoteStatus: entry.remoteStatus },
    words: missing.length > 0 ? `no status for ${missing.join(", ")}` : badgeWords(state, version, counted),
    version,
    since: whole ? entry.since : onlyOne(counted)?.since,
    source: entry.source,
    history: historyOf(entry, counted),
    movedTo: entry.movedTo,
  };
}

/**
 * The transitions that concern these targets. Those of the item as a whole count when all its targets do, and then they
 * stand for the targets that moved with it.
 */
function historyOf({ history, targets }: RecordEntry, counted: readonly Target[]): readonly Transition[] {
  const whole = history.filter(({ target }) => target === undefined);
  if (counted.length < (targets ?? []).length) {
    const names = new Set(counted.map(({ name }) => name));
    return history.filter(({ target }) => target !== undefined && names.has(target));
  }
  return history.filter(({ target, seen }) => target === undefined || !whole.some((other) => other.seen === seen));
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

const NEVER_SEEN = {
  state: "unknown",
  effective: "unknown",
  title: null,
  remoteStatus: null,
  version: undefined,
  targets: [],
  since: undefined,
  source: undefined,
  history: [],
  movedTo: undefined,
} as const satisfies Partial<Reference>;

/** The targets that count. A chosen one that is not known makes the whole unknown: a wrong name is no answer. */
function countTargets(targets: readonly Target[], chosen: readonly string[]) {
  if (chosen.length === 0 || targets.length === 0) return { counted: targets, missing: [] };
  const missing = chosen.filter((name) => !targets.some((target) => target.name === name));
  return { counted: targets.filter((target) => chosen.includes(target.name)), missing };
}

function sumUp(entry: RecordEntry, counted: readonly Target[]): State {
  if (entry.state === "duplicate" || counted.length === 0) return entry.state;
  return worstState(counted.map((target) => target.state));
}
