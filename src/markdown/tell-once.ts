// A defect that a file has in many places is reported at the first of them.

import type { Problem } from "../core/problem.ts";
import type { Draft } from "./document.ts";

const told = new WeakMap<Draft, Set<string>>();

/** Adds a problem to the draft, unless the same was reported for this document. */
export function tellOnce(draft: Draft, problem: Problem): void {
  if (isTold(draft, problem.what)) return;
  const known = told.get(draft) ?? new Set();
  told.set(draft, known.add(problem.what));
  draft.problems.push(problem);
}

/** Whether tellOnce() has reported this for the document: then an expensive remedy can be spared. */
export function isTold(draft: Draft, what: string): boolean {
  return told.get(draft)?.has(what) === true;
}

const LONGEST = 40;

/**
 * The first of so many as an example, in quotes: on one line, and without double quotes, because reports take what is
 * between two of them as one example. The number is inside them too, so that a kind has the same wording in every file.
 */
export function example(first: string, count: number): string {
  const text = first.replace(/\s+/g, " ").replaceAll('"', "'").trim();
  const shown = text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()}…`;
  return `"${shown}${count === 1 ? "" : ` and ${count - 1} more`}"`;
}
