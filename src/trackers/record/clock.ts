// Which day it is. The clock of the machine may be wrong; upstream dates each answer, and one host among several may be
// wrong too.

import { instant } from "../../core/instant.ts";
import { dateOrder } from "../../model/date.ts";
import { UpstreamError } from "../errors.ts";
import type { Item } from "../tracker.ts";
import type { Looked } from "./look.ts";

/** Zones, and answers out of a cache, do not make a clock wrong. In milliseconds. */
const DAY = 86_400_000;
/** Nothing here is older than this line. */
const WRITTEN = Date.UTC(2026, 0, 1);

/**
 * The instant of a run, ISO 8601 in UTC. Our clock's, while any host agrees with it to the day, or none has a date;
 * else that of the hosts that agree with each other. If each has another date, the one that fits best after the last
 * run is used, ours among them.
 * @param last instant of the last run; undefined if unknown
 */
export function instantOfRun(now: Date, looked: readonly Looked[], last: string | undefined): string {
  const ours = now.getTime();
  const told = datesByHost(looked);
  if (told.length === 0 || told.some((time) => isNear(time, ours))) return instant(now);
  const agreed = told.filter((time) => told.filter((other) => isNear(time, other)).length > 1);
  if (agreed.length > 0) return instant(new Date(agreed[Math.floor((agreed.length - 1) / 2)] as number));
  const first = last === undefined ? WRITTEN : Date.parse(last) - DAY;
  const possible = [ours, ...told].filter((time) => time >= first);
  return instant(new Date(possible.length === 0 ? ours : Math.min(...possible)));
}

/** Each host's date, in milliseconds, the earliest first. */
function datesByHost(looked: readonly Looked[]): readonly number[] {
  const latest = new Map<string, number>();
  for (const { matched, outcome } of looked) {
    const time = "item" in outcome && outcome.date !== undefined ? Date.parse(outcome.date) : Number.NaN;
    if (Number.isNaN(time)) continue;
    const { web } = matched.instance;
    latest.set(web, Math.max(time, latest.get(web) ?? time));
  }
  return [...latest.values()].sort((a, b) => a - b);
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= DAY;
}

/** The lookup, as a failed one if the item has a date in the future: it cannot be right. */
export function withoutFuture(looked: Looked, at: string): Looked {
  const { matched, outcome } = looked;
  if (!("item" in outcome)) return looked;
  const late = datesOf(outcome.item).find((date) => dateOrder(date) > Date.parse(at) + DAY);
  const [request] = matched.tracker.locate(matched.key, matched.instance);
  if (late === undefined || request === undefined) return looked;
  return { ...looked, outcome: new UpstreamError("malformed", request, `Malformed answer (${late} is in the future)`) };
}

function datesOf({ since, targets = [] }: Item): readonly string[] {
  return [since, ...targets.map((target) => target.since)].filter((date) => date !== undefined);
}
