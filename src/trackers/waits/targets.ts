// Which of an item's targets answer a wait, and how far they are. A wait for a package depends on that package's
// targets, if upstream knows any: another package's state is no answer.

import type { Reference } from "../../model/reference.ts";
import type { State } from "../../model/state.ts";
import type { Target } from "../../model/target.ts";
import { sumOfTargets } from "../../model/target.ts";
import { AWAITED, type Until } from "../../model/until.ts";

/** Whether an item of this state fulfils a wait for that one. */
export function reaches(state: State, awaited: Until["state"]): boolean {
  const strength: readonly State[] = AWAITED;
  return strength.indexOf(state) >= strength.indexOf(awaited);
}

/** Whether a name, such as "linux (Ubuntu Jammy)" or "linux 5.15.0-88.98", is of the package; "linux-aws" is not. */
export function isOfPackage(name: string, wanted: string | undefined): boolean {
  return wanted === undefined || name === wanted || name.startsWith(`${wanted} `);
}

/** Of the targets that count, those of the awaited package; all if the wait names none. */
export function targetsFor({ counted }: Reference, { package: name }: Until): readonly Target[] {
  return counted.filter((target) => isOfPackage(target.name, name));
}

/** The same; for a package that only `fixes` name, all that count. */
export function countedFor(reference: Reference, until: Until): readonly Target[] {
  const ofPackage = targetsFor(reference, until);
  return ofPackage.length > 0 ? ofPackage : reference.counted;
}

/** The state that answers a wait: that of its package, if upstream has one for it. */
export function stateFor(reference: Reference, until: Until): State {
  const targets = until.package === undefined ? [] : targetsFor(reference, until);
  return targets.length === 0 ? reference.effective : sumOfTargets(targets);
}
