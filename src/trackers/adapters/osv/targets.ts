// The targets of an advisory: one for each package, ecosystem and branch. A kernel's advisory names hundreds of
// packages; the record is committed and read by people, so it keeps no more than a page can show.

import type { State } from "../../../model/state.ts";
import { sumOfTargets, type Target } from "../../../model/target.ts";
import type { Part } from "./affected.ts";

/** Targets that an item may have. */
const MOST_TARGETS = 60;

/** The states of a target whose fixed version is named, and of one without. */
export type States = { readonly fixed: State; readonly affected: State };

type Summed = {
  readonly state: State;
  readonly remoteStatus: string;
  readonly words?: string;
  readonly version?: string | undefined;
  /** Absent if there are too many: then only what holds for all of them is reported. */
  readonly targets?: readonly Target[];
};

/** The state and targets of an advisory that names these parts; there is at least one. */
export function summed(parts: readonly Part[], states: States): Summed {
  const all = targetsOf(parts, states);
  const sum = { state: sumOfTargets(all), remoteStatus: countWords(all, states) };
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0)
    return { ...sum, remoteStatus: only.remoteStatus ?? "", version: only.version, targets: all };
  const listed = all.length <= MOST_TARGETS ? all : inFamilies(parts, states);
  return listed.length <= MOST_TARGETS
    ? { ...sum, targets: listed }
    : { ...sum, words: `${sum.remoteStatus} packages` };
}

function targetsOf(parts: readonly Part[], states: States): readonly Target[] {
  return [...Map.groupBy(parts, namesFor(parts))].map(([name, own]) => targetOf(name, own, states));
}

/** "linux (Debian:12)"; "Django (PyPI)" and "Django (PyPI, from 3.0)" where branches were fixed apart. */
function namesFor(parts: readonly Part[]): (part: Part) => string {
  const whole = ({ package: name, ecosystem }: Part) => `${name} (${ecosystem})`;
  const begins = new Map<string, Set<string>>();
  for (const part of parts) {
    const own = begins.get(whole(part)) ?? new Set();
    begins.set(whole(part), own.add(part.introduced));
  }
  return (part) => {
    const isBranch = (begins.get(whole(part))?.size ?? 0) > 1 && part.introduced !== "0";
    return isBranch ? `${part.package} (${part.ecosystem}, from ${part.introduced})` : whole(part);
  };
}

function targetOf(name: string, parts: readonly Part[], states: States): Target {
  const [first, ...more] = new Set(parts.flatMap((part) => part.fixed));
  if (first === undefined || parts.some(({ isFixed }) => !isFixed)) {
    const last = parts.find((part) => part.last !== undefined)?.last;
    const words =
      last === undefined ? "no fixed version named" : `last known affected: ${last}; no fixed version named`;
    return { name, state: states.affected, remoteStatus: words };
  }
  const target = { name, state: states.fixed, remoteStatus: `fixed in ${[first, ...more].join(", ")}` };
  // If the order of several versions is unknown, none of them can be the first without the problem.
  if (more.length > 0) return target;
  // Red Hat writes the epoch 0 that every version without an epoch has; its packages do not.
  return { ...target, version: `${parts[0]?.package} ${first.replace(/^0:/, "")}` };
}

/** "fixed version named for 3 of 5" */
function countWords(targets: readonly Target[], states: States): string {
  const fixed = targets.filter(({ state }) => state === states.fixed).length;
  return `fixed version named for ${fixed} of ${targets.length}`;
}

/**
 * Fewer targets: in each ecosystem, packages whose names begin with that of another one are combined, such as
 * linux-aws and linux-azure as "linux-* (Ubuntu:22.04:LTS)". The worst of them counts, so the sum stays the same.
 */
function inFamilies(parts: readonly Part[], states: States): readonly Target[] {
  const packages = Map.groupBy(parts, ({ ecosystem }) => ecosystem);
  const known = new Map([...packages].map(([ecosystem, own]) => [ecosystem, new Set(own.map((part) => part.package))]));
  const familyOf = ({ package: name, ecosystem }: Part) => {
    const head = headsOf(name).find((start) => known.get(ecosystem)?.has(start));
    return head && `${head}-* (${ecosystem})`;
  };
  const families = Map.groupBy(parts, familyOf);
  return [...families].flatMap(([family, own]) => {
    const members = targetsOf(own, states);
    if (family === undefined || members.length === 1) return members;
    return [{ name: family, state: sumOfTargets(members), remoteStatus: countWords(members, states) }];
  });
}

/** "linux-aws-hwe" → "linux", "linux-aws"; lazily, because most often the first one is known. */
function* headsOf(name: string): Generator<string> {
  for (let end = name.indexOf("-"); end !== -1; end = name.indexOf("-", end + 1)) yield name.slice(0, end);
}
