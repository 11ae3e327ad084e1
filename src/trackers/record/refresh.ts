// Looks up what is due and reports what is news. A failed lookup changes no state: it only shows in the looks.

import type { RecordEntry, StateRecord } from "../../model/record.ts";
import type { LinkUse, Look } from "../../model/reference.ts";
import { UpstreamError } from "../errors.ts";
import { createFetcher, type FetchOptions } from "../fetch/fetcher.ts";
import type { Matched, Matcher } from "../match.ts";
import { entriesByAddress, groupLinks } from "../references.ts";
import { instantOfRun, withoutFuture } from "./clock.ts";
import { isDue, longestUnseenFirst } from "./due.ts";
import { witnessFor } from "./gone.ts";
import { type Looked, lookAtAll } from "./look.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";

export type RefreshInput = {
  readonly links: readonly LinkUse[];
  readonly record: StateRecord;
  readonly looks: ReadonlyMap<string, Look>;
  readonly match: Matcher;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly options?: Partial<FetchOptions>;
  /** Look up everything, due or not. */
  readonly all?: boolean;
  /** Names of trackers whose changes are believed, however many they are. */
  readonly accepted?: readonly string[];
  /** Called after each lookup. */
  readonly onProgress?: (done: number, total: number) => void;
};

export type Refreshed = {
  readonly record: StateRecord;
  readonly looks: ReadonlyMap<string, Look>;
  readonly report: Report;
  /** The record from before, with entries that only our tables name differently already renamed. */
  readonly before: StateRecord;
  /** The instant of the run, ISO 8601 in UTC: upstream's, where our clock is wrong. */
  readonly at: string;
};

/** Looks up the items that are due. Entries without a link keep their history. */
export async function refresh(given: RefreshInput): Promise<Refreshed> {
  const now = given.now();
  const entries = entriesByAddress(given.record, given.match);
  const items = itemsOf(given, entries);
  const isAccepted = ({ url, tracker }: Matched) =>
    given.looks.get(url)?.held !== undefined && (given.accepted ?? []).includes(tracker.name);
  const due = items.filter((item) => given.all || isAccepted(item) || isItemDue(item, entries, given.looks, now));
  due.sort((a, b) => longestUnseenFirst(given.looks.get(a.url), given.looks.get(b.url)));
  // Answers come in any order; reports keep the order of the content.
  const order = new Map(items.map(({ url }, i) => [url, i]));
  const place = ({ matched }: Looked) => order.get(matched.url) ?? order.size;
  const found = (await lookAtDue(due, items, given)).sort((a, b) => place(a) - place(b));
  const at = instantOfRun(now, found, lastLook(given.looks));
  const looked = found.map((one) => withoutFuture(one, at));
  const settled = settle(looked, { at, entries, looks: given.looks, items, accepted: given.accepted ?? [] });
  const reached = looked.length === 0 || !looked.every(isOutOfReach);
  const unreachable = !reached && isEverywhere(looked, items);
  return {
    record: { ...given.record, references: [...settled.entries.values(), ...passedOver(given.record, entries)] },
    before: { ...given.record, references: beforeOf(given.record, entries, settled) },
    ...{ looks: settled.looks, at },
    report: { lines: settled.lines, reached, unreachable, notDue: items.length - due.length },
  };
}

/** The newest known instant of a lookup. */
function lastLook(looks: ReadonlyMap<string, Look>): string | undefined {
  return [...looks.values()]
    .map(({ at }) => at)
    .sort()
    .at(-1);
}

/** Renames the entries that only our tables name differently; address and flapping stay as they were. */
function beforeOf(
  { references }: StateRecord,
  known: ReadonlyMap<string, RecordEntry>,
  { entries, restated: urls }: Pick<ReturnType<typeof settle>, "entries" | "restated">,
): RecordEntry[] {
  const now = new Map(urls.map((url) => [known.get(url), entries.get(url)]));
  return references.map((entry) => {
    const restated = now.get(entry);
    if (restated === undefined) return entry;
    const { movedTo: _, flapping: __, ...facts } = restated;
    const { movedTo, flapping } = entry;
    return { ...facts, ...(movedTo !== undefined && { movedTo }), ...(flapping && { flapping }) };
  });
}

/** The items that the content links to, and the originals of duplicates among them: readers wait for the original. */
function itemsOf({ links, match }: RefreshInput, entries: ReadonlyMap<string, RecordEntry>): Matched[] {
  const items = new Map(groupLinks(links, match).map(({ matched }) => [matched.url, matched]));
  for (const { url } of [...items.values()]) {
    for (const original of originalsOf(entries.get(url)?.duplicateOf, match, entries)) {
      if (!items.has(original.url)) items.set(original.url, original);
    }
  }
  return [...items.values()];
}

/** Upstream may call a bug a duplicate of a duplicate without end. */
const LONGEST_CHAIN = 5;

/** The chain of originals, as far as it is known; a cycle ends it. */
function originalsOf(
  address: string | undefined,
  match: Matcher,
  entries: ReadonlyMap<string, RecordEntry>,
): Matched[] {
  const chain = new Map<string, Matched>();
  for (let next = address; next !== undefined; ) {
    const matched = match(next);
    if (matched === undefined || chain.has(matched.url) || chain.size === LONGEST_CHAIN) break;
    chain.set(matched.url, matched);
    next = entries.get(matched.url)?.duplicateOf;
  }
  return [...chain.values()];
}

function isItemDue(
  matched: Matched,
  entries: ReadonlyMap<string, RecordEntry>,
  looks: ReadonlyMap<string, Look>,
  now: Date,
): boolean {
  const { url } = matched;
  return isDue({ look: looks.get(url), state: entries.get(url)?.state, matched }, now);
}

/**
 * Looks up what is due, then originals that only these lookups have revealed, and a neighbour of what is
 * missing: an item only counts as gone beside a readable one.
 */
async function lookAtDue(due: readonly Matched[], items: readonly Matched[], given: RefreshInput): Promise<Looked[]> {
  const get = createFetcher(given.fetch, given.options);
  const looked: Looked[] = [];
  const known = new Set(items.map(({ url }) => url));
  for (let next = [...due], rounds = 0; next.length > 0 && rounds <= LONGEST_CHAIN; rounds++) {
    const total = looked.length + next.length;
    const onLooked = (one: Looked) => {
      looked.push(one);
      given.onProgress?.(looked.length, total);
    };
    await lookAtAll(next, { get, tokens: given.options?.tokens ?? {}, onLooked });
    const left = items.filter(({ url }) => looked.every(({ matched }) => matched.url !== url));
    next = [
      ...newOriginals(looked, given.match).filter(({ url }) => !known.has(url)),
      ...witnesses(looked, left, given),
    ];
    for (const { url } of next) known.add(url);
  }
  return looked;
}

/** For each instance or container with a missing item, one item that was not due. */
function witnesses(looked: readonly Looked[], left: readonly Matched[], { looks, record }: RefreshInput): Matched[] {
  const seen = looked.filter(({ outcome }) => "item" in outcome);
  const known = new Set(record.references.map(({ url }) => url));
  const missing = looked.filter(({ matched, outcome }) => isMissing(outcome) && known.has(matched.url));
  const found = missing.flatMap(({ matched }) => witnessFor(matched, looks.get(matched.url), seen, left) ?? []);
  return [...new Set(found)];
}

function isMissing(outcome: Looked["outcome"]): boolean {
  return outcome instanceof UpstreamError && outcome.kind === "not-found";
}

function newOriginals(looked: readonly Looked[], match: Matcher): Matched[] {
  const originals = looked.flatMap(({ outcome }) => {
    const address = "item" in outcome ? outcome.item.duplicateOf : undefined;
    const matched = address === undefined ? undefined : match(address);
    return matched === undefined ? [] : [matched];
  });
  return [...new Map(originals.map((matched) => [matched.url, matched])).values()];
}

/** Entries of an item that has another one, under another spelling of its address: their history is kept. */
function passedOver({ references }: StateRecord, entries: ReadonlyMap<string, RecordEntry>): RecordEntry[] {
  const used = new Set(entries.values());
  return references.filter((entry) => !used.has(entry));
}

/** One forum that is down is not the network: several instances were asked, or all that there are. */
function isEverywhere(looked: readonly Looked[], items: readonly Matched[]): boolean {
  const instancesOf = (matched: readonly Matched[]) => new Set(matched.map(({ instance }) => instance.web)).size;
  const asked = instancesOf(looked.map(({ matched }) => matched));
  return asked > 1 || asked === instancesOf(items);
}

const OUT_OF_REACH = ["unreachable", "timeout", "server", "blocked"];

/** No answer that says anything about the item or about us: the network, a proxy, or the server is down. */
function isOutOfReach({ outcome }: Looked): boolean {
  if (outcome instanceof UpstreamError) return OUT_OF_REACH.includes(outcome.kind);
  return !("item" in outcome);
}
