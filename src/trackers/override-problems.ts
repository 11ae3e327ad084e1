// Defects of states that authors stated by hand, and overrides that are no longer needed.

import type { Place } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { formatDay } from "../model/date.ts";
import type { Override } from "../model/document.ts";
import type { Reference } from "../model/reference.ts";
import { holds } from "./override.ts";
import { chosenByAddress, entriesByAddress, type GivenRecord } from "./references.ts";
import { resolveReference } from "./resolve.ts";

export type StatedOverride = { readonly url: string; readonly override: Override; readonly place: Place };

/** One Problem for each override without an item, or against another one; advice if upstream has moved since. */
export function overrideProblems(stated: readonly StatedOverride[], given: GivenRecord): Problem[] {
  const { record, match } = given;
  const [entries, chosen] = [entriesByAddress(record, match), chosenByAddress(given)];
  const first = new Map<string, StatedOverride>();
  return stated.flatMap((one) => {
    const matched = match(one.url);
    if (matched === undefined) return [unknownItem(one)];
    const other = first.get(matched.url);
    first.set(matched.url, other ?? one);
    const facts = { entry: entries.get(matched.url), chosen: chosen.get(matched.url) ?? [] };
    const upstream = resolveReference(matched, { ...facts, look: undefined, uses: [] });
    return [
      ...misplacedVersion(one),
      ...(other === undefined || sameState(one, other) ? [] : [contradiction(one, other, matched.label)]),
      ...(holds(one.override, upstream.history) ? [] : [ended(one, upstream)]),
    ];
  });
}

function unknownItem({ url, place }: StatedOverride): Problem {
  const remedy = "List its system under trackers: in content/site.yaml: only an upstream item has a state";
  return problem(place, `override for "${url}", which no tracker knows`, remedy);
}

function misplacedVersion({ override: { state, version }, place }: StatedOverride): Problem[] {
  if (version === undefined || state === "released") return [];
  const what = `override states "${state}" in version "${version}"`;
  return [problem(place, what, "Write state: released, or remove the version: only a release has one")];
}

function sameState({ override: a }: StatedOverride, { override: b }: StatedOverride): boolean {
  return a.state === b.state && a.version === b.version;
}

function contradiction({ override, place }: StatedOverride, other: StatedOverride, label: string): Problem {
  const what = `override states "${override.state}" for ${label}, but another one states "${other.override.state}"`;
  return problem(place, what, `Keep one of them; the other is at ${other.place.file}:${other.place.line}`);
}

function ended({ override, place }: StatedOverride, { label, words }: Reference): Problem {
  const what = `override of ${formatDay(override.on)} for ${label} has ended: upstream has moved to "${words}"`;
  return advice(place, what, "Remove it; or write it with today's date, if it is still true");
}
