// What npm run check prints: a heading per check, a line per host, and of each run that is not as it should be what it did.

import { type Check, type Outcome, type Run, VERDICT_WORDS } from "../../model/check.ts";
import { unanswered } from "../rules/verdict.ts";
import type { Difference } from "./differences.ts";
import type { Result } from "./session.ts";
import { drawn, unifiedDiff } from "./unified-diff.ts";

/** The whole report; with `quiet` only what is not as it should be, and nothing where all is. */
export function formatResults(results: readonly Result[], quiet: boolean): string {
  const sections = results.map((result) => section(result, quiet)).filter((text) => text !== "");
  return quiet ? sections.join("\n\n") : [...sections, summary(results)].join("\n\n");
}

function section(result: Result, quiet: boolean): string {
  const { check, outcomes, differences, notes } = result;
  const isOdd = (outcome: Outcome) => outcome.verdict !== outcome.expected || differences.has(outcome.host);
  const shown = quiet ? outcomes.filter(isOdd) : outcomes;
  if (quiet && shown.length === 0) return "";
  const width = Math.max(0, ...shown.map(({ host }) => host.length));
  const lines = shown.flatMap((outcome) =>
    isOdd(outcome) ? runInFull(check, outcome, differences.get(outcome.host) ?? []) : [line(outcome, width)],
  );
  const { file, line: at } = check.place;
  return [
    `${check.id}: ${drawn(check.asks)}`,
    `  ${file}:${at}, ${source(result)}`,
    ...notes.map((note) => `  ${note}`),
    ...lines,
  ].join("\n");
}

/** Where the answers come from. */
function source({ isRun, trials, recorded }: Result): string {
  if (isRun) return trials === 0 ? "run now" : `run now, and ${count(trials, "time")} with something taken away`;
  return recorded.state === "tried" ? "as recorded" : "not run";
}

/** "7 checks on 16 hosts: 92 runs, 79 as recorded, 13 made now; all as expected, 1 check not run" */
function summary(results: readonly Result[]): string {
  const outcomes = results.flatMap((result) => result.outcomes);
  const hosts = new Set(outcomes.map(({ host }) => host)).size;
  const made = results.filter(({ isRun }) => isRun).flatMap((result) => result.outcomes).length;
  const trials = results.reduce((sum, result) => sum + result.trials, 0);
  const wrong = outcomes.filter(({ verdict, expected }) => verdict !== expected).length;
  const other = results.reduce((sum, { differences }) => sum + differences.size, 0);
  const odd = [...(wrong > 0 ? [`${wrong} not as expected`] : []), ...(other > 0 ? [`${other} not as recorded`] : [])];
  const now = [`${made} made now`, ...(trials > 0 ? [`and ${trials} with something taken away`] : [])].join(" ");
  const counted = `${count(results.length, "check")} on ${count(hosts, "host")}: ${count(outcomes.length, "run")}`;
  const untold = results.filter((result) => result.outcomes.length === 0).length;
  const rest = untold === 0 ? "" : `, ${count(untold, "check")} not run`;
  return `${counted}, ${outcomes.length - made} as recorded, ${now}; ${odd.join(", ") || "all as expected"}${rest}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

const VERDICT_WIDTH = Math.max(...Object.values(VERDICT_WORDS).map((words) => words.length));

/** `  pve-6.2.16-10  AFFECTED     The CPU has avx, but …` */
function line({ host, verdict, run }: Outcome, width: number): string {
  const words = VERDICT_WORDS[verdict].padEnd(VERDICT_WIDTH);
  const said = unanswered(run) ?? firstLine(run.stdout);
  return `  ${host.padEnd(width)}  ${words}  ${said}`.trimEnd();
}

/** A run: its place, how it differs from what is recorded, and what it did. */
export function runInFull(check: Check, outcome: Outcome, differences: readonly Difference[]): string[] {
  const { host, verdict, expected, run } = outcome;
  const what = verdict === expected ? "not what is recorded" : `expected ${VERDICT_WORDS[expected]}`;
  const told = differences.length === 0 ? said(run) : differences.map(difference);
  const lines = [`at ${check.place.file}:${check.place.line}`, ...told, ...deeds(run)].join("\n");
  return [`  ${host}  ${VERDICT_WORDS[verdict]}, ${what}`, ...lines.split("\n").map((line) => `    ${line}`.trimEnd())];
}

function difference({ what, before, after }: Difference): string {
  return unifiedDiff({ name: `recorded ${what}`, text: before }, { name: `this run's ${what}`, text: after });
}

function said({ stdout }: Run): string[] {
  return [stdout === "" ? "printed nothing" : `printed:\n${drawn(stdout.trimEnd()).replace(/^/gm, "  ")}`];
}

/** The first line of a text, fit for a terminal. */
export function firstLine(text: string): string {
  return drawn(text.split("\n", 1)[0] ?? "");
}

/** What the run did, a line each. */
export function deeds(run: Run): string[] {
  const facts = [
    ["no answer", unanswered(run) ?? ""],
    ["exit code", String(run.exitCode)],
    ["stderr", firstLine(run.stderr)],
    ["read", [...run.read, ...run.listed].join(", ")],
    ["did not find", run.missing.join(", ")],
    ["ran", run.ran.map((command) => command.replace(/\s+/g, " ")).join("; ")],
  ] as const;
  return facts.filter(([, fact]) => fact !== "").map(([name, fact]) => `${name}: ${drawn(fact)}`);
}
