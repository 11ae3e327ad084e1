// The words of npm run check: for whom they are, and how it counts and lists.

import type { Problem } from "../../core/problem.ts";
import { type Outcome, VERDICT_WORDS, VERDICTS } from "../../model/check.ts";

export type Style = "red" | "yellow" | "green" | "bold" | "dim";

export type Reporting = {
  /** Only failures. */
  readonly quiet: boolean;
  /** Whether checks are shown test host by test host. */
  readonly inFull: boolean;
  /** Whether the user has named the checks, and so wants to see all of them. */
  readonly isNamed: boolean;
  /** How npm run check is called for this site. */
  readonly call: string;
  /** Columns of the terminal; undefined where lines may be as long as they are. */
  readonly columns?: number | undefined;
  /** Gives a text its style, if the output shows styles. */
  readonly paint: (style: Style, text: string) => string;
  /** A Problem as text: see formatProblem(). */
  readonly tell: (problem: Problem) => string;
};

/** "1 file", "2 files" */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

const NAMED = 3;

/** "a, b, c and 9 more" */
export function listOf(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return `${names.slice(0, NAMED).join(", ")}${more}`;
}

/** "8 OK, 2 AFFECTED, 7 CANNOT TELL" */
export function verdictsOf(outcomes: readonly Outcome[]): string {
  const counted = VERDICTS.map((one) => [outcomes.filter(({ verdict }) => verdict === one).length, one] as const);
  return counted
    .filter(([number]) => number > 0)
    .map(([number, one]) => `${number} ${VERDICT_WORDS[one]}`)
    .join(", ");
}
