// Advice from reading a snippet: what works on the hosts at hand and bites on the next one. Nothing here needs a run,
// but for what only runs show: that two answers differ by the clock alone.

import { advice, type Problem } from "../../../core/problem.ts";
import type { Check, Outcome } from "../../../model/check.ts";
import type { Host } from "../../../model/host.ts";
import { unlessTooDeep, unreadable } from "../../snippet/form.ts";
import { syntaxOf } from "../../snippet/syntax.ts";
import { inCodesOf } from "../exits.ts";
import { placeOf } from "../remedies.ts";
import { unanchored } from "./anchors.ts";
import { evaluatedText } from "./arithmetic.ts";
import { firstOfLoop } from "./awk.ts";
import { clockAlone } from "./clock.ts";
import { brokenLines } from "./columns.ts";
import { lacksRoot } from "./root-only.ts";
import { type Reading, readingOf } from "./text.ts";
import { textCompared } from "./versions.ts";

/** Something that a reader sees; `what` goes on behind the check's name. */
export type Seen = {
  readonly what: string;
  /** Why it bites, and the line to write instead. */
  readonly remedy: string;
  /** Line of the snippet, counted from 1; undefined for what is of the check as a whole. */
  readonly line?: number | undefined;
};

/** What one kind of advice is given about. */
export type Kind = (reading: Reading, check: Check) => readonly Seen[];

const KINDS: readonly Kind[] = [textCompared, brokenLines, firstOfLoop, unanchored, evaluatedText, lacksRoot];

/** Advice about one check, in the order of its kinds; of a text that can't be read here, what its runs show. */
export function readingAdvice(
  check: Check,
  outcomes: readonly Outcome[],
  hosts: ReadonlyMap<string, Host>,
): readonly Problem[] {
  const read = (unreadable(check.snippet) ? undefined : unlessTooDeep(() => readBy(KINDS, check))) ?? [];
  return [...read, ...clockAlone(check, outcomes, hosts)].map(({ what, remedy, line }) =>
    advice(placeOf(check, { line }), `check "${check.id}" ${what}`, inCodesOf(check.exits, remedy)),
  );
}

function readBy(kinds: readonly Kind[], check: Check): readonly Seen[] {
  const script = syntaxOf(check.snippet);
  const reading = script === undefined ? undefined : readingOf(script);
  return reading === undefined ? [] : kinds.flatMap((kind) => kind(reading, check));
}
