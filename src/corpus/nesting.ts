// Data that nests deeper than whoever walks through it can follow: by mistake, by a program's fault, or by an alias that
// stands in its own value, in which there is no end.

import { type Problem, problem } from "../core/problem.ts";
import type { Located } from "./yaml.ts";

/** Ours nests to a depth of five. */
const DEEPEST = 50;

/** The data as it is, or the Problem at the key or entry that nests too deep. */
export function nestingProblem(
  { data, placeOf, placeOfKey }: Omit<Located, "textOf">,
  language: string,
): Problem | undefined {
  if (!isDeeper(data, DEEPEST)) return undefined;
  const [key] = Object.entries(data as object).find(([, value]) => isDeeper(value, DEEPEST - 1)) ?? [];
  const place = key === undefined || Array.isArray(data) ? placeOf([]) : placeOfKey([], key);
  return problem(place, `${language} that nests without end, or deeper than ${DEEPEST} levels`, "Nest less deep");
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}
