// All references of a site: every link that a tracker knows, with the state that the record holds. Pure.

import type { Override } from "../model/document.ts";
import type { RecordEntry, StateRecord } from "../model/record.ts";
import type { LinkUse, Look, Reference } from "../model/reference.ts";
import { compareForList } from "../model/state.ts";
import type { Matched, Matcher } from "./match.ts";
import { holds, overridden } from "./override.ts";
import { resolveReference } from "./resolve.ts";
import { roleWords } from "./words.ts";

export type References = {
  /** Open ones first, settled ones last; then by label. */
  readonly list: readonly Reference[];
  /** By each URL as authors wrote it. */
  readonly byUrl: ReadonlyMap<string, Reference>;
};

export type GivenRecord = {
  readonly record: StateRecord;
  readonly match: Matcher;
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
  const { record, match, looks, overrides = new Map<string, Override>() } = given;
  const known: Known = {
    ...{ match, looks, entries: entriesByAddress(record, match), chosen: chosenByAddress(given) },
    overrides: new Map([...overrides].map(([url, override]) => [match(url)?.url ?? url, override])),
  };
  const list: Reference[] = [];
  const byUrl = new Map<string, Reference>();
  const groups = grouped(links, match, (matched) => (isChosen(matched, known) ? matched.url : addressOf(matched)));
  for (const { matched, uses } of groups) {
    const reference = inItsRole(resolveItem(matched, uses, known));
    list.push(reference);
    for (const use of uses) byUrl.set(use.url, reference);
  }
  return { list: list.sort(openFirst), byUrl };
}

/** The change that introduced the problem is never shown as a fix, whatever became of it. */
function inItsRole(reference: Reference): Reference {
  const { role } = reference;
  return role === undefined ? reference : { ...reference, words: roleWords(role, reference) };
}

/** If front matter names targets of an item, a link to one of its tasks means these too. */
function isChosen({ url }: Matched, { chosen }: Known): boolean {
  return (chosen.get(url) ?? []).length > 0;
}

function addressOf({ url, target }: Matched): string {
  return target?.url ?? url;
}

/** By the address of each document that uses them: otherwise each page would search all references for its own. */
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
export function groupLinks(links: readonly LinkUse[], match: Matcher) {
  return grouped(links, match, ({ url }) => url);
}

function grouped(links: readonly LinkUse[], match: Matcher, addressIn: (matched: Matched) => string) {
  const groups = new Map<string, { matched: Matched; uses: LinkUse[] }>();
  for (const use of links) {
    const matched = match(use.url);
    if (matched === undefined) continue;
    const address = addressIn(matched);
    const group = groups.get(address) ?? { matched, uses: [] };
    group.uses.push(use);
    groups.set(address, group);
  }
  return [...groups.values()];
}

/** The record's entries by canonical address: an author who edits one may use any spelling. */
export function entriesByAddress(record: StateRecord, match: Matcher): Map<string, RecordEntry> {
  const found = new Map<string, RecordEntry>();
  for (const entry of record.references) {
    const address = match(entry.url)?.url ?? entry.url;
    // Of two entries of one item, the one under its own address has been kept up to date.
    if (!found.has(address) || entry.url === address) found.set(address, entry);
  }
  return found;
}

/** The names of the targets that count, by canonical address. */
export function chosenByAddress({ targets, match }: GivenRecord): Map<string, readonly string[]> {
  const chosen = new Map<string, readonly string[]>();
  for (const [url, names] of targets ?? []) {
    const address = match(url)?.url ?? url;
    chosen.set(address, [...new Set([...(chosen.get(address) ?? []), ...names])]);
  }
  return chosen;
}

/** What is known of items, by their canonical addresses. */
type Known = Pick<Given, "looks" | "match"> & {
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

/** Adds to a duplicate its original, and the original's state if it is known. A cycle of duplicates ends it. */
function withOriginal(reference: Reference, known: Known, chain: readonly string[]): Reference {
  const address = known.entries.get(reference.url)?.duplicateOf;
  if (reference.state !== "duplicate" || address === undefined) return reference;
  const matched = known.match(address);
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
