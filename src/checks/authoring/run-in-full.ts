// A run with an unexpected result: how it differs from its record, what it printed, and what it did.

import { type Check, type Outcome, type Run, VERDICT_WORDS } from "../../model/check.ts";
import { unanswered } from "../rules/verdict.ts";
import type { Difference } from "./differences.ts";
import { drawn, unifiedDiff } from "./unified-diff.ts";

/** The run with the place of its check, for reports that show nothing else of it: a line each. */
export function runInFull(check: Check, outcome: Outcome, differences: readonly Difference[]): readonly string[] {
  const { run } = outcome;
  const told = differences.length === 0 ? said(run) : differences.map(difference);
  return below(outcome, [`at ${check.place.file}:${check.place.line}`, ...told, ...deeds(run)]);
}

/** The same below its check, in as few lines as possible: a run whose exit code does not count shows no output. */
export function runLines(outcome: Outcome, differences: readonly Difference[]): readonly string[] {
  const { run } = outcome;
  const texts = unanswered(run) === undefined ? differences.filter(({ what }) => what !== "exit code") : [];
  const isSaid = texts.some(({ what }) => what === "output");
  const before = differences.find(({ what }) => what === "exit code")?.before.trim();
  const facts = deeds(run).map((fact) =>
    fact.startsWith("exit code: ") && before !== undefined ? `${fact}, recorded ${before}` : fact,
  );
  return below(outcome, [...(isSaid ? [] : said(run)), ...texts.map(changed), ...facts]);
}

function below({ host, verdict, expected }: Outcome, told: readonly string[]): readonly string[] {
  const lines = told.join("\n").split("\n");
  return [`  ${host}  ${oddly(verdict, expected)}`, ...lines.map((line) => `    ${line}`.trimEnd())];
}

/** "OK, expected AFFECTED", "OK, but not as recorded" */
export function oddly(verdict: Outcome["verdict"], expected: Outcome["expected"]): string {
  const what = verdict === expected ? "but not as recorded" : `expected ${VERDICT_WORDS[expected]}`;
  return `${VERDICT_WORDS[verdict]}, ${what}`;
}

function difference({ what, before, after }: Difference): string {
  return unifiedDiff({ name: `${what}, recorded`, text: before }, { name: `${what}, this run`, text: after });
}

/** Without the lines that only patch(1) needs. */
function changed({ what, ...texts }: Difference): string {
  const [, , ...lines] = difference({ what, ...texts }).split("\n");
  return [`${what}, as recorded (-) and now (+):`, ...lines.filter((line) => !HUNK.test(line))].join("\n");
}

const HUNK = /^(@@ -|\\ No newline)/;

function said({ stdout }: Run): readonly string[] {
  return [stdout === "" ? "printed nothing" : `printed:\n${drawn(stdout.trimEnd()).replace(/^/gm, "  ")}`];
}

/** The first line of a text, fit for a terminal. */
export function firstLine(text: string): string {
  return drawn(text.split("\n", 1)[0] ?? "");
}

/** What the run did, a line each. */
function deeds(run: Run): readonly string[] {
  const facts = [
    ["exit code ignored", unanswered(run) ?? ""],
    ["exit code", String(run.exitCode)],
    ["stderr", firstLine(run.stderr)],
    ["read", [...run.read, ...run.listed].join(", ")],
    ["did not find", run.missing.join(", ")],
    ["ran", run.ran.map((command) => command.replace(/\s+/g, " ")).join("; ")],
  ] as const;
  return facts.filter(([, fact]) => fact !== "").map(([name, fact]) => `${name}: ${drawn(fact)}`);
}
