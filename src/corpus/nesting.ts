// Data that is nested too deeply for recursive code: by mistake, by a program's fault, or by an alias inside its own
// value, which never ends.

import { type Problem, problem } from "../core/problem.ts";
import type { Located } from "./yaml.ts";

/** Valid content has at most five levels. */
const DEEPEST = 50;

/** The Problem at the key or entry that is nested too deeply, if there is one. */
export function nestingProblem(
  { data, placeOf, placeOfKey }: Omit<Located, "textOf">,
  language: string,
): Problem | undefined {
  if (!isDeeper(data, DEEPEST)) return undefined;
  const [key] = Object.entries(data as object).find(([, value]) => isDeeper(value, DEEPEST - 1)) ?? [];
  const place = key === undefined || Array.isArray(data) ? placeOf([]) : placeOfKey([], key);
  return problem(
    place,
    `${language} that is nested without end, or more than ${DEEPEST} levels deep`,
    "Reduce the nesting",
  );
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}
