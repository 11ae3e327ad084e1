// One upstream item, as pages show it: the record's facts for the targets that the author chose.

import { oncePerList } from "../core/once-per-list.ts";
import type { RecordEntry, Transition } from "../model/record.ts";
import type { LinkUse, Look, Reference, Role } from "../model/reference.ts";
import type { State } from "../model/state.ts";
import type { Target } from "../model/target.ts";
import { sumOfTargets } from "../model/target.ts";
import { type Matched, reachableStates } from "./match.ts";
import { badgeWords, unseenWords } from "./words.ts";

type Known = {
  readonly entry: RecordEntry | undefined;
  readonly look: Look | undefined;
  readonly uses: readonly LinkUse[];
  /** Names of the targets that count; if none is chosen, the one that the link is about, else all. */
  readonly chosen: readonly string[];
};

/** The reference for an item; `unknown` if the record lacks it. Pure. */
export function resolveReference(matched: Matched, known: Known): Reference {
  const { entry, look, uses, chosen } = known;
  const { tracker, url: item, isChange = false } = matched;
  const roles = new Set(uses.map(({ document }) => roleIn(uses, document.url)));
  const role = roles.size === 1 ? [...roles][0] : undefined;
  const shared = {
    ...{ ...namesOf(matched, chosen), item, role, look, uses, isChange, reachable: reachableStates(matched) },
    tracker: { name: tracker.name, title: tracker.title, namesVersions: tracker.namesVersions },
  };
  if (entry === undefined) return { ...shared, ...NEVER_SEEN, words: unseenWords(look) };
  const targets = entry.targets ?? [];
  const { counted, missing } = countTargets(targets, chosen, matched);
  const state = missing.length > 0 ? "unknown" : sumUp(entry, counted);
  const moves = movesOf(entry, counted);
  // The record's date, version and words are about all targets together; for some of them they may be wrong.
  const whole = missing.length === 0 && (isOfItem(entry.state) || counted.length === targets.length);
  const version = whole ? entry.version : onlyOne(counted)?.version;
  const own = whole ? entry.words : undefined;
  return {
    ...shared,
    ...{ state, effective: state, targets, title: entry.title, remoteStatus: entry.remoteStatus },
    words:
      missing.length > 0
        ? `no status for ${missing.join(", ")}`
        : (own ?? badgeWords(state, counted, { version, isChange })),
    version,
    counted: missing.length > 0 || isOfItem(entry.state) ? [] : counted,
    since: whole ? entry.since : onlyOne(counted)?.since,
    source: entry.source,
    history: counted.length === targets.length ? withoutEchoes(moves) : moves,
    moves,
    flapping: flappingOf(entry, counted),
    movedTo: entry.movedTo,
  };
}

/** What a document calls the item, anywhere in it: a fix for one document may be the cause for another. */
export function roleIn(uses: readonly LinkUse[], document: string): Role | undefined {
  return rolesIn(uses).get(document);
}

/** The first role that each document gives it, by the document's address: thousands may link one item. */
const rolesIn = oncePerList((uses: readonly LinkUse[]): ReadonlyMap<string, Role> => {
  const found = new Map<string, Role>();
  for (const { document, role } of uses)
    if (role !== undefined && !found.has(document.url)) found.set(document.url, role);
  return found;
});

/** For an item that is linked by one of its targets, address and label are that target's. */
function namesOf({ url, label, target }: Matched, chosen: readonly string[]): Pick<Reference, "url" | "label"> {
  if (target === undefined || chosen.length > 0) return { url, label };
  return { url: target.url, label: `${label} ${target.name}` };
}

/** Of several targets, the whole moves only with them. */
function flappingOf({ flapping = [] }: RecordEntry, counted: readonly Target[]): readonly (string | null)[] {
  if (counted.length === 0) return flapping.filter((name) => name === null);
  return flapping.filter((name) => counted.some((target) => target.name === name));
}

/** A page that is gone and a duplicate are so as a whole, whatever was known of the targets. */
function isOfItem(state: State): boolean {
  return state === "gone" || state === "duplicate";
}

/** The transitions that concern these targets; if not all of them count, few of those of the whole do. */
function movesOf({ history, targets }: RecordEntry, counted: readonly Target[]): readonly Transition[] {
  if (counted.length === (targets ?? []).length) return history;
  const names = new Set(counted.map(({ name }) => name));
  return history.filter(({ target, from, to }) =>
    target === undefined ? isOfItem(from) || isOfItem(to) : names.has(target),
  );
}

/** A move of the item as a whole stands for the targets that moved with it. */
function withoutEchoes(moves: readonly Transition[]): readonly Transition[] {
  const whole = moves.filter(({ target }) => target === undefined);
  return moves.filter(({ target, seen }) => target === undefined || !whole.some((other) => other.seen === seen));
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
  counted: [],
  history: [],
  moves: [],
  flapping: [],
  movedTo: undefined,
} as const satisfies Partial<Reference>;

/**
 * The targets that count. If a chosen one is not known, the whole is unknown: a wrong name is no answer. A link to a
 * target that upstream has removed still leads to the bug, so all of its targets count.
 */
function countTargets(targets: readonly Target[], chosen: readonly string[], { target }: Matched) {
  if (targets.length === 0) return { counted: targets, missing: [] };
  if (chosen.length === 0) {
    const linked = target === undefined ? [] : targets.filter(({ name }) => plainName(name) === plainName(target.name));
    return { counted: linked.length > 0 ? linked : targets, missing: [] };
  }
  const missing = chosen.filter((name) => !targets.some((one) => one.name === name));
  return { counted: targets.filter((one) => chosen.includes(one.name)), missing };
}

/** Launchpad writes "firefox/1.0" of a project's series, and "Ubuntu Jammy" of a distribution's. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s/]+/g, " ");
}

function sumUp(entry: RecordEntry, counted: readonly Target[]): State {
  if (isOfItem(entry.state) || counted.length === 0) return entry.state;
  return sumOfTargets(counted);
}
