// What npm run check prints of one run that is not as expected, or does not print what was recorded.

import { type Check, type Outcome, type Run, VERDICT_WORDS } from "../../model/check.ts";
import { unanswered } from "../verdict.ts";
import type { RecordedOutputs } from "./recorded-outputs.ts";
import { drawn, unifiedDiff } from "./unified-diff.ts";

/** A run that is not as it should be: its place, its output against the recorded one, and what it did. */
export function failure(check: Check, outcome: Outcome, recorded: RecordedOutputs): string[] {
  const { host, verdict, expected, run } = outcome;
  const { file, line: at } = check.place;
  const isExpected = verdict === expected;
  const what = isExpected ? "says something else than recorded" : `expected ${VERDICT_WORDS[expected]}`;
  return [
    `  ${host}  ${VERDICT_WORDS[verdict]}, ${what}`,
    ...[`at ${file}:${at}`, ...said(outcome, recorded), ...seen(run)].flatMap((text) =>
      text.split("\n").map((each) => `    ${each}`.trimEnd()),
    ),
  ];
}

/** The output against the recorded one, or as it is where the two agree or nothing was recorded. */
function said({ check, host, verdict, run }: Outcome, recorded: RecordedOutputs): string[] {
  const before = recorded.get(check)?.get(host);
  const named = (words: string, text: string) => ({ name: words, text });
  const difference =
    before === undefined
      ? ""
      : unifiedDiff(
          named(`recorded, ${VERDICT_WORDS[before.verdict]}`, before.stdout),
          named(`this run, ${VERDICT_WORDS[verdict]}`, run.stdout),
        );
  if (difference !== "") return [difference];
  const same = before === undefined ? "not recorded" : "as recorded";
  return [run.stdout === "" ? `printed nothing, ${same}` : `printed, ${same}:\n${indented(run.stdout)}`];
}

function indented(text: string): string {
  return drawn(text.trimEnd()).replace(/^/gm, "  ");
}

/** The first line of a text, fit for a terminal. */
export function firstLine(text: string): string {
  return drawn(text.split("\n", 1)[0] ?? "");
}

/** What the run did, a line each. */
export function seen(run: Run): string[] {
  const facts = [
    ["no answer", unanswered(run) ?? ""],
    ["exit code", String(run.exitCode)],
    ["stderr", firstLine(run.stderr)],
    ["read", run.read.join(", ")],
    ["did not find", run.missing.join(", ")],
    ["ran", run.ran.map((command) => command.replace(/\s+/g, " ")).join("; ")],
  ] as const;
  return facts.filter(([, fact]) => fact !== "").map(([name, fact]) => `${name}: ${drawn(fact)}`);
}
