// A defect that a file has in many places is told at the first of them.

import type { Problem } from "../core/problem.ts";
import type { Draft } from "./document.ts";

const told = new WeakMap<Draft, Set<string>>();

/** Adds a problem to the draft, unless the same has been told of this document. */
export function tellOnce(draft: Draft, problem: Problem): void {
  const known = told.get(draft) ?? new Set();
  told.set(draft, known);
  if (known.has(problem.what)) return;
  known.add(problem.what);
  draft.problems.push(problem);
}
