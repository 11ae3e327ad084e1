// Which day it is. The clock of the machine may be wrong; upstream says with each answer when it gave it.

import { instant } from "../../core/instant.ts";
import { dateOrder } from "../../model/date.ts";
import { UpstreamError } from "../errors.ts";
import type { Item } from "../tracker.ts";
import type { Looked } from "./look.ts";

/** Zones, and answers out of a cache, are no wrong clock. In milliseconds. */
const DAY = 86_400_000;

/**
 * The instant of a run, ISO 8601 in UTC: that of our clock, while any upstream host agrees with it to the day or none says
 * anything; else the middle one of what the hosts say.
 */
export function instantOfRun(now: Date, looked: readonly Looked[]): string {
  const latest = new Map<string, number>();
  for (const { matched, outcome } of looked) {
    const time = "item" in outcome && outcome.date !== undefined ? Date.parse(outcome.date) : Number.NaN;
    if (Number.isNaN(time)) continue;
    const { web } = matched.instance;
    latest.set(web, Math.max(time, latest.get(web) ?? time));
  }
  const told = [...latest.values()].sort((a, b) => a - b);
  const middle = told[Math.floor(told.length / 2)];
  const isRight = told.some((time) => Math.abs(time - now.getTime()) <= DAY);
  return instant(middle === undefined || isRight ? now : new Date(middle));
}

/** The look, as a failed one where the item has a date that is still to come: nobody can have seen that. */
export function withoutFuture(looked: Looked, at: string): Looked {
  const { matched, outcome } = looked;
  if (!("item" in outcome)) return looked;
  const late = datesOf(outcome.item).find((date) => dateOrder(date) > Date.parse(at) + DAY);
  const [request] = matched.tracker.locate(matched.key, matched.instance);
  if (late === undefined || request === undefined) return looked;
  return { ...looked, outcome: new UpstreamError("malformed", request, `Malformed answer (${late} is still to come)`) };
}

function datesOf({ since, targets = [] }: Item): readonly string[] {
  return [since, ...targets.map((target) => target.since)].filter((date) => date !== undefined);
}
