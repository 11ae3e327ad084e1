// Advice on front matter about upstream items that has no effect: a series that a bug does not have, a fix
// for an address that is not an item.

import { didYouMean } from "../core/nearest-name.ts";
import type { Place } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import type { StateRecord } from "../model/record.ts";
import type { Matcher } from "./match.ts";
import { entriesByAddress } from "./references.ts";

/** A name, or an address, that a document states, and where. */
export type Stated = { readonly url: string; readonly place: Place };
export type StatedTarget = Stated & { readonly name: string };

/** Advice for each name that no target of its item has, as far as the record knows its targets. */
export function targetAdvice(stated: readonly StatedTarget[], record: StateRecord, match: Matcher): Problem[] {
  const entries = entriesByAddress(record, match);
  return stated.flatMap(({ url, name, place }) => {
    const matched = match(url);
    const known = entries.get(matched?.url ?? url)?.targets?.map((target) => target.name) ?? [];
    if (matched === undefined || known.length === 0 || known.includes(name)) return [];
    const remedy = didYouMean(name, known, `Known targets: ${known.join(", ")}`);
    return [advice(place, `${matched.label} has no target "${name}"`, remedy)];
  });
}

/** Advice for each `for:` of a fix that leads to no item: no page will find the fix by it. */
export function fixAdvice(stated: readonly Stated[], match: Matcher): Problem[] {
  return stated
    .filter(({ url }) => match(url) === undefined)
    .map(({ url, place }) => advice(place, `fix for "${url}", which no tracker knows`, FIX_REMEDY));
}

const FIX_REMEDY = "Name the upstream item that it fixes; /trackers/ of the built site shows known forms of addresses";
