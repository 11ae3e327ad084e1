// Advice from reading a snippet: what works on the test hosts and fails on another machine. Nothing here needs a run,
// except what only runs show: two verdicts that differ by the clock alone.

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

/** Something that a reader sees; `what` follows the check's name. */
export type Seen = {
  readonly what: string;
  /** Why it fails, and the line to write instead. */
  readonly remedy: string;
  /** Line of the snippet, counted from 1; undefined if it concerns the check as a whole. */
  readonly line?: number | undefined;
};

/** One kind of advice: what it finds in a snippet. */
export type Kind = (reading: Reading, check: Check) => readonly Seen[];

const KINDS: readonly Kind[] = [textCompared, brokenLines, firstOfLoop, unanchored, evaluatedText, lacksRoot];

/** Advice about one check, in the order of its kinds; for a text that can't be parsed here, only what its runs show. */
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
