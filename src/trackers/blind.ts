// Trackers that nobody has heard of for a week: their badges are old, and only somebody who repairs a token or an address
// can change that.

import type { RecordEntry } from "../model/record.ts";
import type { Look, LookError } from "../model/reference.ts";
import type { Matched } from "./match.ts";

const WEEK = 7 * 24 * 3_600_000;

/** An instance of a tracker of which no item could be read. */
export type Blind = {
  readonly tracker: string;
  readonly web: string;
  /** The last good look, else the first failure. ISO 8601, UTC. */
  readonly since: string;
  readonly kinds: readonly LookError[];
  readonly labels: readonly string[];
};

/** The instances that have been blind for seven days. What is gone for good does not count. */
export function blindInstances(
  items: readonly Matched[],
  entries: ReadonlyMap<string, RecordEntry>,
  looks: ReadonlyMap<string, Look>,
  now: Date,
): Blind[] {
  const counted = items.filter(({ url }) => entries.get(url)?.state !== "gone");
  const groups = Map.groupBy(counted, ({ tracker, instance }) => `${tracker.name} ${instance.web}`);
  return [...groups.values()].flatMap((group) => {
    const found = group.flatMap(({ url }) => looks.get(url) ?? []);
    const blind = blindSince(found);
    if (blind === undefined || now.getTime() - Date.parse(blind) < WEEK) return [];
    const { tracker, instance } = group[0] as Matched;
    const kinds = [...new Set(found.flatMap(({ result }) => (result === "ok" ? [] : [result])))];
    return [
      { tracker: tracker.title, web: instance.web, since: blind, kinds, labels: group.map(({ label }) => label) },
    ];
  });
}

/** Since when every look has failed; undefined where one did not, or there was none. */
function blindSince(looks: readonly Look[]): string | undefined {
  if (looks.length === 0 || looks.some(({ result }) => result === "ok")) return undefined;
  const good = looks.flatMap(({ lastGood }) => lastGood ?? []).sort();
  return good.at(-1) ?? looks.map(({ failingSince, at }) => failingSince ?? at).sort()[0];
}
