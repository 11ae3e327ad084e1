// All references of a site: every link that a tracker knows, with the state that the record holds. Pure.

import type { Override } from "../model/document.ts";
import type { RecordEntry, StateRecord } from "../model/record.ts";
import type { LinkUse, Look, Reference } from "../model/reference.ts";
import type { Settings } from "../model/settings.ts";
import { compareForList } from "../model/state.ts";
import { type Matched, matchUrl } from "./match.ts";
import { holds, overridden } from "./override.ts";
import { resolveReference } from "./resolve.ts";

export type References = {
  /** What is still open first, what is settled last; then by label. */
  readonly list: readonly Reference[];
  /** By each URL as authors wrote it. */
  readonly byUrl: ReadonlyMap<string, Reference>;
};

export type GivenRecord = {
  readonly record: StateRecord;
  readonly trackers: Settings["trackers"];
  /** URL as authors wrote it → names of the targets that count. */
  readonly targets?: ReadonlyMap<string, readonly string[]>;
};

type Given = GivenRecord & {
  readonly looks: ReadonlyMap<string, Look>;
  /** URL as authors wrote it → the state that one of them states. */
  readonly overrides?: ReadonlyMap<string, Override>;
};

/** Resolves each link that a tracker knows; other links are left out. */
export function resolveReferences(links: readonly LinkUse[], given: Given): References {
  const known = {
    ...{ entries: entriesByAddress(given.record, given.trackers), chosen: chosenByAddress(given), looks: given.looks },
    ...{ overrides: byAddressOf(given.overrides ?? new Map(), given.trackers), trackers: given.trackers },
  };
  const byAddress = new Map<string, Reference>();
  const byUrl = new Map<string, Reference>();
  for (const { matched, uses } of groupLinks(links, given.trackers)) {
    const reference = resolveItem(matched, uses, known);
    byAddress.set(matched.url, reference);
    for (const use of uses) byUrl.set(use.url, reference);
  }
  return { list: [...byAddress.values()].sort(openFirst), byUrl };
}

/** By the address of each document that uses them: each page would otherwise search all references for its own. */
export function referencesByDocument(list: readonly Reference[]): ReadonlyMap<string, readonly Reference[]> {
  const found = new Map<string, Reference[]>();
  for (const reference of list) {
    for (const url of new Set(reference.uses.map((use) => use.document.url))) {
      const own = found.get(url) ?? [];
      own.push(reference);
      found.set(url, own);
    }
  }
  return found;
}

/** The links of each item, in the order of their first use. */
export function groupLinks(links: readonly LinkUse[], trackers: Settings["trackers"]) {
  const groups = new Map<string, { matched: Matched; uses: LinkUse[] }>();
  for (const use of links) {
    const matched = matchUrl(use.url, trackers);
    if (matched === undefined) continue;
    const group = groups.get(matched.url) ?? { matched, uses: [] };
    group.uses.push(use);
    groups.set(matched.url, group);
  }
  return [...groups.values()];
}

/** The record's entries by canonical address: who writes one by hand may use any spelling. */
export function entriesByAddress(record: StateRecord, trackers: Settings["trackers"]): Map<string, RecordEntry> {
  const found = new Map<string, RecordEntry>();
  for (const entry of record.references) {
    const address = matchUrl(entry.url, trackers)?.url ?? entry.url;
    // Of two entries of one item, the one under its own address has been kept up to date.
    if (!found.has(address) || entry.url === address) found.set(address, entry);
  }
  return found;
}

/** The names of the targets that count, by canonical address. */
export function chosenByAddress({ targets, trackers }: GivenRecord): Map<string, readonly string[]> {
  const chosen = new Map<string, readonly string[]>();
  for (const [url, names] of targets ?? []) {
    const address = matchUrl(url, trackers)?.url ?? url;
    chosen.set(address, [...new Set([...(chosen.get(address) ?? []), ...names])]);
  }
  return chosen;
}

function byAddressOf<T>(byUrl: ReadonlyMap<string, T>, trackers: Settings["trackers"]): Map<string, T> {
  return new Map([...byUrl].map(([url, value]) => [matchUrl(url, trackers)?.url ?? url, value]));
}

/** What is known of items, by their canonical addresses. */
type Known = Pick<Given, "looks" | "trackers"> & {
  readonly entries: ReadonlyMap<string, RecordEntry>;
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  readonly overrides: ReadonlyMap<string, Override>;
};

/** An item as every page shows it. `chain`: the duplicates that led to it. */
function resolveItem(
  matched: Matched,
  uses: readonly LinkUse[],
  known: Known,
  chain: readonly string[] = [],
): Reference {
  const { url } = matched;
  const { entries, looks, chosen, overrides } = known;
  const facts = { entry: entries.get(url), look: looks.get(url), uses, chosen: chosen.get(url) ?? [] };
  const upstream = resolveReference(matched, facts);
  const override = overrides.get(url);
  if (override !== undefined && holds(override, upstream.history)) return overridden(upstream, override);
  return withOriginal(upstream, known, [...chain, url]);
}

/** Adds to a duplicate what it repeats, and that one's state where it is known. A ring of duplicates ends it. */
function withOriginal(reference: Reference, known: Known, chain: readonly string[]): Reference {
  const address = known.entries.get(reference.url)?.duplicateOf;
  if (reference.state !== "duplicate" || address === undefined) return reference;
  const matched = matchUrl(address, known.trackers);
  if (matched === undefined) return { ...reference, words: `duplicate of ${address}` };
  const original = chain.includes(matched.url) ? undefined : resolveItem(matched, [], known, chain);
  if (original?.source === undefined) return { ...reference, words: `duplicate of ${matched.label}` };
  const { effective, version, counted, moves } = original;
  return {
    ...{ ...reference, effective, version, counted, moves },
    words: `duplicate of ${matched.label}: ${original.words}`,
  };
}

const collator = new Intl.Collator("en", { numeric: true });

function openFirst(a: Reference, b: Reference): number {
  return compareForList(a.state, b.state) || collator.compare(a.label, b.label);
}
