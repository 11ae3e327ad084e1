// Which package versions carry the fix of an upstream item: those that authors state under `fixes`, and those that
// upstream or the record names.

import { oncePerList } from "../../core/once-per-list.ts";
import type { Fix } from "../../model/document.ts";
import type { Reference } from "../../model/reference.ts";
import type { State } from "../../model/state.ts";
import type { Until } from "../../model/until.ts";
import type { AvailableFix } from "../../model/wait.ts";
import { isOfPackage, reaches, stateFor, targetsFor } from "./targets.ts";

type ByUrl = ReadonlyMap<string, Reference>;

/**
 * The entries of `fixes` that answer an item, in any spelling of its address; of those with one package and version, the
 * first. `byUrl` belongs to these fixes.
 */
export function fixesFor<F extends Fix>({ item }: Reference, fixes: readonly F[], byUrl: ByUrl): readonly F[] {
  return (byItem(fixes, byUrl).get(item) ?? []) as readonly F[];
}

const byItem = oncePerList((fixes: readonly Fix[], byUrl: ByUrl): ReadonlyMap<string, readonly Fix[]> => {
  const answering = fixes.flatMap((fix) => {
    const item = fix.for === undefined ? undefined : byUrl.get(fix.for)?.item;
    return item === undefined ? [] : [{ item, fix }];
  });
  const distinct = Map.groupBy(answering, ({ item, fix }) => JSON.stringify([item, fix.package, fix.fixed]));
  const first = [...distinct.values()].flatMap((same) => same.slice(0, 1));
  return new Map([...Map.groupBy(first, ({ item }) => item)].map(([item, own]) => [item, own.map(({ fix }) => fix)]));
});

/** The state by which upstream, or the record, fulfils the wait, and the versions that it names. */
export type Granted = { readonly state: State; readonly versions: readonly AvailableFix[] };

/** Undefined: upstream does not fulfil it yet. For a package, each target that counts must have come that far. */
export function grantedUpstream(reference: Reference, until: Until): Granted | undefined {
  const { effective, version } = reference;
  const reached = reaches(effective, until.state);
  const done = targetsFor(reference, until).filter((target) => reaches(target.state, until.state));
  const named = reached && version !== undefined && isOfPackage(version, until.package) ? [readVersion(version)] : [];
  const ofTargets = done.flatMap((target) => (target.version ? [readVersion(target.version, target.name)] : []));
  const versions = [...ofTargets, ...named];
  if (until.package === undefined || named.length > 0) return reached ? { state: effective, versions } : undefined;
  const state = stateFor(reference, until);
  return done.length > 0 && reaches(state, until.state) ? { state, versions } : undefined;
}

/** "linux 5.15.0-88.98 (Ubuntu 22.04)"; for a version that names no package, the package is empty. */
const VERSION = /^(?:(\S+) )?(\S+?)(?: \((.+)\))?$/;

function readVersion(text: string, target = ""): AvailableFix {
  const [, name = "", version = text, release] = VERSION.exec(text) ?? [];
  return { package: name, version, release: release ?? / \((.+)\)$/.exec(target)?.[1] };
}

/** Each version once: the first one, which may know its release. */
export function distinctFixes(fixes: readonly AvailableFix[]): AvailableFix[] {
  const groups = Map.groupBy(fixes, (fix) => JSON.stringify([fix.package, fix.version]));
  return [...groups.values()].flatMap((same) => same.slice(0, 1));
}
