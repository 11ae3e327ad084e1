// Which package versions carry the fix of an upstream item: those that authors state under `fixes`, and those that
// upstream or the record names.

import type { Fix } from "../model/document.ts";
import type { Reference } from "../model/reference.ts";
import { type State, worstState } from "../model/state.ts";
import { AWAITED, type Until } from "../model/until.ts";
import type { AvailableFix } from "../model/wait.ts";

/** Whether an item of this state is where somebody waits for it to be. */
export function reaches(state: State, awaited: Until["state"]): boolean {
  const strength: readonly State[] = AWAITED;
  return strength.indexOf(state) >= strength.indexOf(awaited);
}

/** Whether a name, such as "linux (Ubuntu Jammy)" or "linux 5.15.0-88.98", is of the package; "linux-aws" is not. */
export function isOfPackage(name: string, wanted: string | undefined): boolean {
  return wanted === undefined || name === wanted || name.startsWith(`${wanted} `);
}

/** The entries of `fixes` that answer an item, whatever the spelling of its address. */
export function fixesFor<F extends Fix>(
  { url }: Reference,
  fixes: readonly F[],
  byUrl: ReadonlyMap<string, Reference>,
): F[] {
  return fixes.filter((fix) => fix.for !== undefined && byUrl.get(fix.for)?.url === url);
}

/** The state by which upstream, or the record, grants what is waited for, and the versions that it names. */
export type Granted = { readonly state: State; readonly versions: readonly AvailableFix[] };

/** Undefined: upstream does not grant it yet. */
export function grantedUpstream(reference: Reference, until: Until): Granted | undefined {
  const { effective, targets, version } = reference;
  const reached = reaches(effective, until.state);
  const done = targets.filter(
    (target) => isOfPackage(target.name, until.package) && reaches(target.state, until.state),
  );
  const named = reached && version !== undefined && isOfPackage(version, until.package) ? [readVersion(version)] : [];
  const ofTargets = done.flatMap((target) => (target.version ? [readVersion(target.version, target.name)] : []));
  const versions = [...ofTargets, ...named];
  if (until.package === undefined || named.length > 0) return reached ? { state: effective, versions } : undefined;
  return done.length > 0 ? { state: worstState(done.map((target) => target.state)), versions } : undefined;
}

/** "linux 5.15.0-88.98 (Ubuntu 22.04)"; of a version that names no package, the package is empty. */
const VERSION = /^(?:(\S+) )?(\S+?)(?: \((.+)\))?$/;

function readVersion(text: string, target = ""): AvailableFix {
  const [, name = "", version = text, release] = VERSION.exec(text) ?? [];
  return { package: name, version, release: release ?? / \((.+)\)$/.exec(target)?.[1] };
}

/** Each version once: the first one, which may know its release. */
export function distinctFixes(fixes: readonly AvailableFix[]): AvailableFix[] {
  return fixes.filter(
    (fix, i) => fixes.findIndex((other) => other.package === fix.package && other.version === fix.version) === i,
  );
}
