// What a careful reader says of a snippet, for the tests of this folder.

import { readingAdvice } from "../../../../src/checks/rules/reading/reading.ts";
import type { Check } from "../../../../src/model/check.ts";
import { checkOf } from "../../samples.ts";

/** "2 compares versions as text: …": the line of the snippet, and what is said of it; one text for each advice. */
export function adviceOn(snippet: string, given: Partial<Check> = {}): readonly string[] {
  const check = checkOf(snippet, given);
  return readingAdvice(check, [], new Map()).map(
    ({ place, what }) => `${place.line - check.place.line} ${what.replace(`check "${check.id}" `, "")}`,
  );
}

/** The remedy of the only advice on a snippet. */
export function remedyOn(snippet: string, given: Partial<Check> = {}): string {
  const [first, ...others] = readingAdvice(checkOf(snippet, given), [], new Map());
  if (first === undefined || others.length > 0)
    throw new RangeError(`${others.length + (first ? 1 : 0)} pieces of advice`);
  return first.remedy;
}
