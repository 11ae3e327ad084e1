// What an advisory says of packages: https://ossf.github.io/osv-schema/#affected-fields
// Versions are never compared: each ecosystem orders them in its own way. What is not listed is not said to be safe.

import { z } from "zod";

const Event = z.object({
  introduced: z.string().nullish(),
  fixed: z.string().nullish(),
  last_affected: z.string().nullish(),
});
type Event = z.infer<typeof Event>;

const Range = z.object({ type: z.string(), events: z.array(Event).nullish() });

export const Affected = z.object({
  package: z.object({ name: z.string(), ecosystem: z.string() }).nullish(),
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
  /** The versions that no longer have it; several where their order is not known. */
  readonly fixed: readonly string[];
  /** Whether all of the versions before have a fix. */
  readonly isFixed: boolean;
  /** The last version that is known to have it, where nobody names a fixed one. */
  readonly last?: string | undefined;
};

/** The parts that an advisory names by version. Commits are no versions of a package. */
export function partsOf(affected: readonly Affected[]): readonly Part[] {
  return affected.flatMap(({ package: of, ranges }) => {
    if (of == null) return [];
    const named = (ranges ?? []).filter(({ type }) => type !== "GIT");
    if (named.length === 0 && (ranges ?? []).length > 0) return [];
    const shared = { package: of.name, ecosystem: of.ecosystem };
    // Versions that are listed one by one, or none at all: affected, and nothing says from where to where.
    if (named.length === 0) return [{ ...shared, introduced: "0", fixed: [], isFixed: false }];
    return named.flatMap(({ events }) => intervalsOf(events ?? []).map((interval) => ({ ...shared, ...interval })));
  });
}

/** Whether the advisory names commits that fix the problem. */
export function fixesInCommits(affected: readonly Affected[]): boolean {
  const commits = affected.flatMap(({ ranges }) => (ranges ?? []).filter(({ type }) => type === "GIT"));
  return commits.some(({ events }) => (events ?? []).some(({ fixed }) => fixed != null));
}

type Interval = Omit<Part, "package" | "ecosystem">;

/** From where to where: one for each branch, as long as the events stand in their order, which the schema only recommends. */
function intervalsOf(events: readonly Event[]): readonly Interval[] {
  const told = events.filter((event) => event.introduced != null || endOf(event) != null);
  const pairs = told.flatMap((event, i) => (event.introduced == null ? [] : [[event, told[i + 1]] as const]));
  const inOrder = told.every(({ introduced }, i) => (introduced != null) === (i % 2 === 0));
  if (inOrder) return pairs.map(([{ introduced }, end]) => intervalOf(introduced ?? "0", end ? [end] : [], 1));
  return [intervalOf(pairs[0]?.[0].introduced ?? "0", told, pairs.length)];
}

function intervalOf(introduced: string, events: readonly Event[], branches: number): Interval {
  const fixed = events.flatMap((event) => event.fixed ?? []);
  const last = events.findLast(({ last_affected }) => last_affected != null)?.last_affected ?? undefined;
  return { introduced, fixed, isFixed: fixed.length >= branches, ...(last !== undefined && { last }) };
}

function endOf({ fixed, last_affected }: Event): string | null | undefined {
  return fixed ?? last_affected;
}
