// The test hosts of a check in the report: one by one, or the unexpected ones and how many are as expected.

import { type Outcome, VERDICT_WORDS } from "../../model/check.ts";
import { saysOneThing } from "../rules/rules.ts";
import { unanswered } from "../rules/verdict.ts";
import { count, listOf, type Reporting, verdictsOf } from "./in-words.ts";
import { firstLine, oddly, runLines } from "./run-in-full.ts";
import type { Result } from "./session.ts";

/** One by one if that is asked for; else the first unexpected one in full, those like it, and a count of the others. */
export function hostLines(result: Result, about: Reporting): readonly string[] {
  const { check, outcomes, differences } = result;
  // One Problem names all of them then, and their runs would only repeat it.
  if (!about.isNamed && differences.size === 0 && saysOneThing(check, outcomes)) return [];
  const isOdd = ({ host, verdict, expected }: Outcome) => verdict !== expected || differences.has(host);
  const inFull = (outcome: Outcome) => painted(runLines(outcome, differences.get(outcome.host) ?? []), about);
  const odd = outcomes.filter(isOdd);
  if (about.inFull) {
    const shown = about.quiet ? odd : outcomes;
    const width = Math.max(0, ...shown.map(({ host }) => host.length));
    return shown.flatMap((outcome) => (isOdd(outcome) ? inFull(outcome) : [lineOf(outcome, width, about)]));
  }
  const alike = Map.groupBy(odd.slice(1), ({ verdict, expected }) => oddly(verdict, expected));
  const others = outcomes.filter((outcome) => !isOdd(outcome));
  return [
    ...odd.slice(0, 1).flatMap(inFull),
    ...[...alike].map(([words, all]) => `  ${words}, on ${all.length} more: ${listOf(all.map(({ host }) => host))}`),
    ...(about.quiet || others.length === 0
      ? []
      : [`  as expected on ${count(others.length, "test host")}: ${verdictsOf(others)}`]),
  ];
}

/** The first line in its own colour, and the lines of a difference in theirs. */
function painted([head = "", ...rest]: readonly string[], { paint }: Reporting): readonly string[] {
  const lines = rest.map((line) => {
    const [, sign] = /^ {4}([-+])/.exec(line) ?? [];
    return sign === undefined ? line : paint(sign === "-" ? "red" : "green", line);
  });
  return [paint("yellow", head), ...lines];
}

const VERDICT_WIDTH = Math.max(...Object.values(VERDICT_WORDS).map((words) => words.length));

/** `  pve-6.2.16-10  AFFECTED     The CPU has avx, but …`, its output folded to the columns of a terminal. */
function lineOf({ host, verdict, run }: Outcome, width: number, { columns }: Reporting): string {
  const head = `  ${host.padEnd(width)}  ${VERDICT_WORDS[verdict].padEnd(VERDICT_WIDTH)}  `;
  const said = unanswered(run) ?? firstLine(run.stdout);
  const lines = columns === undefined ? [said] : folded(said, Math.max(LEAST, columns - head.length));
  return lines.map((line, i) => `${i === 0 ? head : " ".repeat(head.length)}${line}`.trimEnd()).join("\n");
}

/** Narrower, and a sentence becomes a column of words. */
const LEAST = 20;

/** Lines of no more than so many characters, but for longer words. */
function folded(text: string, columns: number): readonly string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
