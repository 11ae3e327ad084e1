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

/** The words of a name, each without what its forms differ in. */
export function stemsOf(name: string): string[] {
  return nameWords(name).map((word) => (/\d/.test(word) ? word : word.slice(0, STEM)));
}

/** Whether most words of the longer name are in the other one. */
export function isAlike(one: readonly string[], other: readonly string[]): boolean {
  const most = Math.max(one.length, other.length);
  const shared = (a: readonly string[], b: readonly string[]) => a.filter((stem) => b.includes(stem)).length;
  return most > 1 && 2 * Math.min(shared(one, other), shared(other, one)) > most;
}
