// Trackers without any answer for a week: their badges are old, and only a person who repairs a token or an address can
// change that.

import type { RecordEntry } from "../../model/record.ts";
import type { Look, LookError } from "../../model/reference.ts";
import type { Matched } from "../match.ts";
import { WEEK } from "./due.ts";

/** An instance of a tracker of which no item could be read. */
export type Blind = {
  readonly tracker: string;
  readonly web: string;
  /** The last successful lookup, else the first failure. ISO 8601, UTC. */
  readonly since: string;
  readonly kinds: readonly LookError[];
  readonly labels: readonly string[];
};

/** The instances that have been blind for seven days. Items that are gone for good, or never existed, do not count. */
export function blindInstances(
  items: readonly Matched[],
  entries: ReadonlyMap<string, RecordEntry>,
  looks: ReadonlyMap<string, Look>,
  now: Date,
): Blind[] {
  const isAnswered = ({ url }: Matched) => {
    const look = looks.get(url);
    // An address that was never right answers "no such page". After a lost token, so does an item that was seen.
    const isWrong = look?.result === "not-found" && look.lastGood === undefined && !entries.has(url);
    return isWrong || entries.get(url)?.state === "gone";
  };
  const counted = items.filter((item) => !isAnswered(item));
  const groups = Map.groupBy(counted, ({ tracker, instance }) => `${tracker.name} ${instance.web}`);
  return [...groups.values()].flatMap((group) => {
    const found = group.flatMap(({ url }) => looks.get(url) ?? []);
    const blind = blindSince(found, now);
    if (blind === undefined) return [];
    const { tracker, instance } = group[0] as Matched;
    const kinds = [...new Set(found.flatMap(({ result }) => (result === "ok" ? [] : [result])))];
    return [
      { tracker: tracker.title, web: instance.web, since: blind, kinds, labels: group.map(({ label }) => label) },
    ];
  });
}

/**
 * Since when nothing could be read; undefined if something was, or nothing has failed for a week. A host that was given
 * up leaves the looks of most of its items as they were, so only the age of the newest successful one counts.
 */
function blindSince(looks: readonly Look[], now: Date): string | undefined {
  const isOld = (instant: string) => now.getTime() - Date.parse(instant) >= WEEK;
  // A page with an unknown word was read.
  const isRead = ({ result }: Look) => result === "ok" || result === "unknown-status";
  const failing = looks.flatMap((look) => (isRead(look) ? [] : [look.failingSince ?? look.at])).sort();
  const [first] = failing;
  if (first === undefined || !isOld(first)) return undefined;
  const lastGood = looks
    .flatMap((look) => (isRead(look) && look.result !== "ok" ? look.at : (look.lastGood ?? [])))
    .sort()
    .at(-1);
  return lastGood === undefined || isOld(lastGood) ? (lastGood ?? first) : undefined;
}
