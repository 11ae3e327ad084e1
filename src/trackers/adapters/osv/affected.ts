// What an advisory says about packages: https://ossf.github.io/osv-schema/#affected-fields
// Versions are never compared: each ecosystem orders them in its own way. A version that is not listed may be affected.

import { z } from "zod";

/** Characters of a name or a version. npm allows names of 214: https://docs.npmjs.com/cli/v10/configuring-npm/package-json */
const MOST_CHARACTERS = 300;

const Name = z.string().max(MOST_CHARACTERS);
/** An empty version names none. */
const Version = Name.nullish().transform((version) => version || undefined);

/** Kinds that are not listed, such as "limit", name no version with the problem or without it. */
const Event = z.object({ introduced: Version, fixed: Version, last_affected: Version });
type Event = z.infer<typeof Event>;

const Range = z.object({ type: z.string(), events: z.array(Event).nullish() });

export const Affected = z.object({
  package: z.object({ name: Name, ecosystem: Name }).nullish(),
  ranges: z.array(Range).nullish(),
});
export type Affected = z.infer<typeof Affected>;

/** Versions of one package that have the problem. */
export type Part = {
  readonly package: string;
  /** With the release of a distribution where it has several: "PyPI", "Debian:12". */
  readonly ecosystem: string;
  /** The first version that has it; "0" comes before every other. */
  readonly introduced: string;
  /** The versions that no longer have it; several if their order is not known. */
  readonly fixed: readonly string[];
  /** Whether all of the versions before have a fix. */
  readonly isFixed: boolean;
  /** The last version known to have it, if no fixed one is named. */
  readonly last?: string | undefined;
};

/** The parts that an advisory names by version. Commits are not versions of a package. */
export function partsOf(affected: readonly Affected[]): readonly Part[] {
  return affected.flatMap(({ package: of, ranges }) => {
    if (of == null) return [];
    const shared = { package: of.name, ecosystem: of.ecosystem };
    const intervals = (ranges ?? []).flatMap(({ type, events }) => (type === "GIT" ? [] : intervalsOf(events ?? [])));
    if (intervals.length > 0) return intervals.map((interval) => ({ ...shared, ...interval }));
    if ((ranges ?? []).some(({ type }) => type === "GIT")) return [];
    // Versions listed one by one, or none at all: affected, without a range.
    return [{ ...shared, introduced: "0", fixed: [], isFixed: false }];
  });
}

/** Whether the advisory names commits that fix the problem. */
export function fixesInCommits(affected: readonly Affected[]): boolean {
  const commits = affected.flatMap(({ ranges }) => (ranges ?? []).filter(({ type }) => type === "GIT"));
  return commits.some(({ events }) => (events ?? []).some(({ fixed }) => fixed != null));
}

type Interval = Omit<Part, "package" | "ecosystem">;

/**
 * Ranges: one for each branch, as long as the events are in order, which the schema only recommends. Empty if there is
 * no event. A range without a beginning begins with the first version.
 */
function intervalsOf(events: readonly Event[]): readonly Interval[] {
  const told = events.filter(({ introduced, fixed, last_affected }) => introduced ?? fixed ?? last_affected);
  if (told.length === 0) return [];
  const inOrder = told.every(({ introduced }, i) => (introduced !== undefined) === (i % 2 === 0));
  if (!inOrder) return [intervalOf(told)];
  return told.flatMap((event, i) => (event.introduced === undefined ? [] : [intervalOf(told.slice(i, i + 2))]));
}

function intervalOf(events: readonly Event[]): Interval {
  const begins = events.flatMap(({ introduced }) => introduced ?? []);
  const fixed = events.flatMap((event) => event.fixed ?? []);
  const last = events.findLast(({ last_affected }) => last_affected !== undefined)?.last_affected;
  const isFixed = fixed.length >= Math.max(begins.length, 1);
  return { introduced: begins[0] ?? "0", fixed, isFixed, ...(last !== undefined && { last }) };
}
