// Names of alerts as people write them: DiskFull, disk-full and disk_full are one.

import { nameWords } from "../core/name-words.ts";

/** What two spellings of a name have in common. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}

/** The last part of a runbook's name, which an alert may share: "storage/disk-full" → "disk-full" */
export function lastPart(runbook: string): string {
  return runbook.slice(runbook.lastIndexOf("/") + 1);
}

/** From so many common letters on, two words are forms of one: completed, completion. */
const STEM = 6;

/** How many words two names share. */
function sharedWords(one: readonly string[], other: readonly string[]): number {
  const isSame = (a: string, b: string) => a === b || (a.length >= STEM && a.slice(0, STEM) === b.slice(0, STEM));
  return one.filter((word) => other.some((another) => isSame(word, another))).length;
}

/** Whether most words of the longer name are in the other one. */
export function isAlike(a: string, b: string): boolean {
  const [one, other] = [nameWords(a), nameWords(b)];
  const most = Math.max(one.length, other.length);
  return most > 1 && 2 * Math.min(sharedWords(one, other), sharedWords(other, one)) > most;
}
