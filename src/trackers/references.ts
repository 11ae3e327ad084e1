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

type Given = {
  readonly record: StateRecord;
  readonly looks: ReadonlyMap<string, Look>;
  readonly trackers: Settings["trackers"];
  /** URL as authors wrote it → names of the targets that count. */
  readonly targets?: ReadonlyMap<string, readonly string[]>;
  /** URL as authors wrote it → the state that one of them states. */
  readonly overrides?: ReadonlyMap<string, Override>;
};

/** Resolves each link that a tracker knows; other links are left out. */
export function resolveReferences(links: readonly LinkUse[], given: Given): References {
  const entries = entriesByAddress(given.record, given.trackers);
  const chosen = chosenByAddress(given);
  const overrides = byAddressOf(given.overrides ?? new Map(), given.trackers);
  const byAddress = new Map<string, Reference>();
  const byUrl = new Map<string, Reference>();
  for (const { matched, uses } of groupLinks(links, given.trackers)) {
    const { url } = matched;
    const known = { entry: entries.get(url), look: given.looks.get(url), uses, chosen: chosen.get(url) ?? [] };
    const found = withOriginal(resolveReference(matched, known), entries, given.trackers);
    const override = overrides.get(url);
    const reference = override && holds(override, entries.get(url)) ? overridden(found, override) : found;
    byAddress.set(url, reference);
    for (const use of uses) byUrl.set(use.url, reference);
  }
  return { list: [...byAddress.values()].sort(openFirst), byUrl };
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
  return new Map(record.references.map((entry) => [matchUrl(entry.url, trackers)?.url ?? entry.url, entry]));
}

function chosenByAddress({ targets, trackers }: Given): Map<string, readonly string[]> {
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

type Entries = ReadonlyMap<string, RecordEntry>;

/** Adds to a duplicate what it repeats, and that one's state where the record has it. A ring of duplicates ends it. */
function withOriginal(
  reference: Reference,
  entries: Entries,
  trackers: Settings["trackers"],
  chain: readonly string[] = [reference.url],
): Reference {
  const address = entries.get(reference.url)?.duplicateOf;
  if (reference.state !== "duplicate" || address === undefined) return reference;
  const matched = matchUrl(address, trackers);
  if (matched === undefined) return { ...reference, words: `duplicate of ${address}` };
  const entry = entries.get(matched.url);
  if (entry === undefined || chain.includes(matched.url))
    return { ...reference, words: `duplicate of ${matched.label}` };
  const found = resolveReference(matched, { entry, look: undefined, uses: [], chosen: [] });
  const original = withOriginal(found, entries, trackers, [...chain, matched.url]);
  return {
    ...reference,
    effective: original.effective,
    version: original.version,
    words: `duplicate of ${matched.label}: ${original.words}`,
  };
}

const collator = new Intl.Collator("en", { numeric: true });

function openFirst(a: Reference, b: Reference): number {
  return compareForList(a.state, b.state) || collator.compare(a.label, b.label);
}
