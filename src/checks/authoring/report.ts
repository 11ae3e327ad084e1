// What npm run check prints of the runs: a heading per check, a line per host, and of each failure what the run did.

import { type Check, type Outcome, VERDICT_WORDS } from "../../model/check.ts";
import { unanswered } from "../verdict.ts";
import { comparison } from "./output-problems.ts";
import type { RecordedOutputs } from "./recorded-outputs.ts";
import { failure, firstLine } from "./report-failure.ts";
import { drawn } from "./unified-diff.ts";

export type Tried = {
  readonly checks: readonly Check[];
  readonly outcomes: readonly Outcome[];
  readonly recorded: RecordedOutputs;
  /** How npm run check is called for this site. */
  readonly call?: string;
};

/** The whole report; with `quiet` only failures, and nothing where there are none. */
export function formatRuns(tried: Tried, quiet: boolean): string {
  const byCheck = Map.groupBy(tried.outcomes, ({ check }) => check);
  const differing = tried.outcomes.filter((outcome) => differs(outcome, tried.recorded)).length;
  if (quiet && differing === 0) return "";
  const sections = tried.checks.map((check) => {
    const outcomes = byCheck.get(check.id) ?? [];
    return section(check, quiet ? outcomes.filter((o) => differs(o, tried.recorded)) : outcomes, tried, quiet);
  });
  return [...sections.filter((text) => text !== ""), summary(tried, differing)].join("\n\n");
}

/** A verdict that its author does not expect, or an output that was not accepted. */
function differs(outcome: Outcome, recorded: RecordedOutputs): boolean {
  return outcome.verdict !== outcome.expected || comparison(outcome, recorded) === "other";
}

/** "7 checks on 16 hosts: 96 runs, 2 not as expected" */
function summary({ checks, outcomes }: Tried, differing: number): string {
  const hosts = new Set(outcomes.map(({ host }) => host)).size;
  const counted = `${count(checks.length, "check")} on ${count(hosts, "host")}: ${count(outcomes.length, "run")}`;
  return `${counted}, ${differing === 0 ? "all" : `${differing} not`} as expected`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function section(check: Check, outcomes: readonly Outcome[], { recorded, call }: Tried, quiet: boolean): string {
  if (outcomes.length === 0 && quiet) return "";
  const width = Math.max(0, ...outcomes.map(({ host }) => host.length));
  const lines = outcomes.flatMap((outcome) =>
    differs(outcome, recorded) ? failure(check, outcome, recorded) : [line(outcome, width)],
  );
  const isNew = (outcome: Outcome) => comparison(outcome, recorded) === "new" && !differs(outcome, recorded);
  const news = outcomes.filter(isNew).map(({ host }) => host);
  const { file, line: at } = check.place;
  return [
    `${check.id}: ${drawn(check.asks)}`,
    `  ${file}:${at}`,
    ...lines,
    ...(news.length === 0 || quiet ? [] : [notRecorded(news.length === outcomes.length ? [] : news, call)]),
  ].join("\n");
}

/** Names the hosts, unless it is all of them. */
function notRecorded(hosts: readonly string[], call = "npm run check --"): string {
  return `  not recorded yet${hosts.length === 0 ? "" : ` on ${hosts.join(", ")}`} (${call} --update records it)`;
}

const VERDICT_WIDTH = Math.max(...Object.values(VERDICT_WORDS).map((words) => words.length));

/** `  pve-6.2.16-10  AFFECTED     The CPU has avx, but …` */
function line({ host, verdict, run }: Outcome, width: number): string {
  const words = VERDICT_WORDS[verdict].padEnd(VERDICT_WIDTH);
  const said = unanswered(run) ?? firstLine(run.stdout);
  return `  ${host.padEnd(width)}  ${words}  ${said}`.trimEnd();
}
