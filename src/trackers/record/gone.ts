// When an item counts as gone. "There is no such page" is also the answer to a token that has lost its rights, to a
// proxy's users, and during an outage; so it takes three days, and proof of access on each of them.

import type { Look } from "../../model/reference.ts";
import type { Matched } from "../match.ts";

/** Days with a 404 until an item counts as gone. */
export const GONE_AFTER = 3;

/** An item that could be read in this run. */
export type Seen = { readonly matched: Matched; readonly withToken: boolean };

/**
 * Whether the answer "no such item" can be believed in this run. For a publicly readable item it can if another item of
 * the same instance was read. For an item that was read with a token, only if the same container could be read with a
 * token too. If it is unknown how the item was read, only if the container is publicly readable.
 */
export function isProof(missing: Matched, look: Look | undefined, seen: readonly Seen[]): boolean {
  const others = seen.filter(
    ({ matched }) => matched.instance.web === missing.instance.web && matched.url !== missing.url,
  );
  const withToken = look?.withToken;
  if (withToken === false) return others.length > 0;
  const mates = others.filter(
    ({ matched }) => missing.container !== undefined && matched.container === missing.container,
  );
  return mates.some((mate) => (withToken === undefined ? !mate.withToken : mate.withToken));
}

/** An item that was not due and could prove that others of its instance are gone; undefined if that is proved. */
export function witnessFor(
  missing: Matched,
  look: Look | undefined,
  seen: readonly Seen[],
  others: readonly Matched[],
): Matched | undefined {
  if (isProof(missing, look, seen)) return undefined;
  const near = others.filter(({ instance }) => instance.web === missing.instance.web);
  const mates = near.filter(({ container }) => container !== undefined && container === missing.container);
  return look?.withToken === false ? near[0] : mates[0];
}

/** The days on which the item was missing, with this one (UTC, YYYY-MM-DD) where it counts. */
export function missingDays(look: Look | undefined, day: string, counts: boolean): readonly string[] {
  const days = look?.missingOn ?? [];
  return counts && !days.includes(day) ? [...days, day].slice(-GONE_AFTER) : days;
}
