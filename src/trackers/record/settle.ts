// What the lookups of one run make of the record: news, failures, items that are gone, held-back changes. Pure: a
// failed lookup changes no state, and nothing here asks upstream or the clock.

import type { RecordEntry } from "../../model/record.ts";
import type { Look } from "../../model/reference.ts";
import { NotAskedError, UnknownStatusError, UpstreamError } from "../errors.ts";
import type { Matched } from "../match.ts";
import { advance, type Change, goneEntry } from "./advance.ts";
import { GONE_AFTER, isProof, missingDays, type Seen } from "./gone.ts";
import { daysSeen, heldBack, type Move } from "./hold-back.ts";
import { addressAsked, type Looked } from "./look.ts";
import { failureText, type ReportLine, seenText } from "./report.ts";

export type Run = {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly entries: ReadonlyMap<string, RecordEntry>;
  readonly looks: ReadonlyMap<string, Look>;
  /** Every item that the content refers to, looked up in this run or not. */
  readonly items: readonly Matched[];
  /** Trackers whose changes are believed, however many they are. */
  readonly accepted: readonly string[];
};

type Settled = {
  readonly entries: ReadonlyMap<string, RecordEntry>;
  readonly looks: ReadonlyMap<string, Look>;
  readonly lines: readonly ReportLine[];
  /** Addresses of the entries that upstream has not moved, and that we call by another state than before. */
  readonly restated: readonly string[];
};

/** What one lookup would change; whether it may is decided when all are known. */
type Finding = {
  readonly looked: Looked;
  readonly previous: RecordEntry | undefined;
  /** Undefined: the lookup leaves no trace, because it was not made. */
  readonly look: Look | undefined;
  readonly entry: RecordEntry | undefined;
  readonly change: Change | "failed" | "not-asked";
};

/** The record's entries and the looks after a run. */
export function settle(looked: readonly Looked[], run: Run): Settled {
  const seen = looked.filter(({ outcome }) => "item" in outcome);
  const findings = looked.map((one) => findingOf(one, seen, run));
  const moves = findings.flatMap((finding) => moveOf(finding, run));
  const strange = new Set(looked.filter((one) => beginsToFail(one, run)).map(({ matched }) => matched.instance.web));
  const held = heldBack(moves, { ...countsOf(run, seen), strange, day: dayOf(run), accepted: run.accepted });
  const [entries, looks] = [new Map(run.entries), new Map(run.looks)];
  const lines = findings.map((finding) => {
    const { url } = finding.looked.matched;
    const isHeld = held.has(url);
    if (finding.entry !== undefined && !isHeld) entries.set(url, finding.entry);
    if (finding.look !== undefined) looks.set(url, isHeld ? heldLook(finding, run) : finding.look);
    return lineOf(finding, isHeld);
  });
  const restated = findings.filter(({ change }) => change === "restated").map(({ looked: { matched } }) => matched.url);
  return { entries, looks, lines, restated };
}

/** An item that could be read until now gets an answer unlike this system's, such as a login page. */
function beginsToFail({ matched, outcome }: Looked, { looks }: Run): boolean {
  const isRefused = outcome instanceof UpstreamError && ["malformed", "blocked", "forbidden"].includes(outcome.kind);
  return isRefused && looks.get(matched.url)?.result === "ok";
}

/** Per instance: what the record knows, and what is held back already and could not be read again. */
function countsOf({ items, entries, looks }: Run, seen: readonly Looked[]) {
  const read = new Set(seen.map(({ matched }) => matched.url));
  const isPending = ({ url }: Matched) => looks.get(url)?.held !== undefined && !read.has(url);
  return {
    known: countPerInstance(items.filter(({ url }) => entries.has(url))),
    pending: countPerInstance(items.filter(isPending)),
  };
}

function countPerInstance(items: readonly Matched[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(items, ({ instance }) => instance.web);
  return new Map([...groups].map(([web, group]) => [web, group.length]));
}

function findingOf(looked: Looked, seen: readonly Seen[], run: Run): Finding {
  const { matched, outcome } = looked;
  const previous = run.entries.get(matched.url);
  if (outcome instanceof NotAskedError)
    return { looked, previous, look: undefined, entry: undefined, change: "not-asked" };
  if (outcome instanceof UpstreamError) return failure(looked, outcome, seen, run);
  const { entry, change } = advance(previous, matched, outcome, run.at);
  return { looked, previous, look: goodLook(looked, run), entry, change };
}

function goodLook({ withToken }: Looked, { at }: Run): Look {
  return { at, result: "ok", lastGood: at, failures: 0, withToken };
}

function failure(looked: Looked, error: UpstreamError, seen: readonly Seen[], run: Run): Finding {
  const { url } = looked.matched;
  const [previous, before] = [run.entries.get(url), run.looks.get(url)];
  // A page that was never seen cannot be called gone: its address may be wrong.
  const wasSeen = previous?.source.kind === "fetched" || before?.lastGood !== undefined;
  const isMissing = wasSeen && error.kind === "not-found" && isProof(looked.matched, before, seen);
  const look = failedLook(before, error, missingDays(before, dayOf(run), isMissing), run);
  const unchanged = { looked, previous, look, entry: undefined, change: "failed" as const };
  if (previous === undefined || previous.state === "gone" || !isMissing) return unchanged;
  if ((look.missingOn ?? []).length < GONE_AFTER) return unchanged;
  const from = addressAsked(looked.matched);
  return { ...unchanged, entry: goneEntry(previous, from, run.at), change: "moved" };
}

function failedLook(before: Look | undefined, error: UpstreamError, missingOn: readonly string[], { at }: Run): Look {
  const { lastGood, withToken, held } = before ?? {};
  // An unknown word is not a failure to read, and a failure does not make it known.
  const word = error instanceof UnknownStatusError ? error.word : before?.word;
  const isFailing = before?.result !== "unknown-status";
  return {
    ...{ at, result: error.kind, message: error.message, failures: (before?.failures ?? 0) + 1 },
    ...(word !== undefined && { word }),
    failingSince: (isFailing ? before?.failingSince : undefined) ?? at,
    ...(lastGood !== undefined && { lastGood }),
    ...(withToken !== undefined && { withToken }),
    ...(held !== undefined && { held }),
    ...(missingOn.length > 0 && { missingOn }),
  };
}

function moveOf({ looked: { matched, outcome }, previous, entry, change }: Finding, { looks }: Run): Move[] {
  if (change !== "moved" || previous === undefined || entry === undefined) return [];
  const { url, tracker, instance } = matched;
  const isAbsence = "item" in outcome && outcome.item.isAbsence === true;
  return [
    {
      ...{ url, tracker: tracker.name, instance: instance.web, look: looks.get(url), title: entry.title },
      ...{ states: [previous.state, entry.state] as const, to: wordOf(entry), isAbsence },
      isCorrection: isCorrection(previous, entry),
    },
  ];
}

/** Back to where it came from; a second return there is not a correction. */
function isCorrection({ state, history }: RecordEntry, { state: now }: RecordEntry): boolean {
  const moves = history.filter(({ target }) => target === undefined);
  const isBack = moves.at(-1)?.to === state && moves.at(-1)?.from === now;
  return isBack && !(moves.at(-2)?.to === now && moves.at(-2)?.from === state);
}

/** What distinguishes one change from another: tomorrow's must be the same to confirm today's. */
function wordOf({ state, remoteStatus }: RecordEntry): string {
  return `${state} (${remoteStatus})`;
}

function heldLook({ entry, look, looked }: Finding, run: Run): Look {
  const to = entry === undefined ? "" : wordOf(entry);
  const before = run.looks.get(looked.matched.url);
  return { ...(look as Look), held: { to, on: daysSeen({ look: before, to }, dayOf(run)) } };
}

function lineOf({ looked, previous, look, entry, change }: Finding, isHeld: boolean): ReportLine {
  const { label, url, tracker, instance } = looked.matched;
  const shared = { label, url, tracker: tracker.name, instance: instance.web };
  if (change === "not-asked") return { ...shared, change, text: (looked.outcome as Error).message };
  if (entry === undefined || change === "failed")
    return { ...shared, change: "failed", text: failureText(look as Look) };
  return { ...shared, change: isHeld ? "held" : change, text: seenText(previous, entry, change) };
}

function dayOf({ at }: Run): string {
  return at.slice(0, 10);
}
