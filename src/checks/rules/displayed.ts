// What is listed under `context` is taken away as well: if the verdict changes, it was not only displayed, and the key
// would hide that the check answers without evidence.

import { type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, type Run, VERDICT_WORDS, type Verdict } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { hasPath } from "../../model/host-paths.ts";
import { failing } from "./changes/answers.ts";
import { otherwise } from "./changes/asked.ts";
import { withoutCommand } from "./changes/commands.ts";
import { commandOf } from "./refusals.ts";
import { judge } from "./verdict.ts";

type OnHost = (host: Host) => Promise<Run>;
/** The host without an entry, or with it where it has none, and how to judge a run on it. */
type Trial = { readonly host: Host; readonly how: string; readonly verdictOf: (run: Run) => Verdict };

/** A Problem for each entry of `context` without which one of these runs gives another verdict. */
export async function contextProblems(
  check: Check,
  answered: readonly { readonly outcome: Outcome; readonly host: Host }[],
  runOn: OnHost,
): Promise<readonly Problem[]> {
  const found = await Promise.all(check.context.map((entry) => firstChange(check, entry, answered, runOn)));
  return found.filter((problem) => problem !== undefined);
}

async function firstChange(
  check: Check,
  entry: string,
  answered: Parameters<typeof contextProblems>[1],
  runOn: OnHost,
): Promise<Problem | undefined> {
  const trials = answered.flatMap(({ outcome, host }) =>
    trialsOf(check, entry, outcome.run, host).map((trial) => ({ outcome, ...trial })),
  );
  const verdicts = await Promise.all(trials.map(async ({ host, verdictOf }) => verdictOf(await runOn(host))));
  const changes = trials.map(({ outcome, how }, i) => ({ outcome, how, verdict: verdicts[i] ?? "unknown" }));
  const change = changes.find(({ outcome, verdict }) => verdict !== outcome.verdict);
  return change && problemOf(check, entry, change);
}

type Change = { readonly outcome: Outcome; readonly how: string; readonly verdict: Verdict };

function problemOf(check: Check, entry: string, { outcome, how, verdict }: Change): Problem {
  const what = `context of check "${check.id}" names "${entry}", but ${how} the check says ${VERDICT_WORDS[verdict]} on test host "${outcome.host}", not ${VERDICT_WORDS[outcome.verdict]}`;
  return problem(check.place, what, `The verdict depends on it: remove "${entry}" from checks.${check.id}.context`);
}

function trialsOf(check: Check, entry: string, run: Run, host: Host): readonly Trial[] {
  if (!entry.startsWith("/")) return withoutCommandNamed(check, entry, run, host);
  if (![...run.read, ...run.listed, ...run.looked, ...run.missing].includes(entry)) return [];
  const how = hasPath(host, entry) ? "without it" : "with it";
  return otherwise(host, entry).map((files) => ({
    host: { ...host, files },
    how,
    verdictOf: (other) => judge(other, check.exits),
  }));
}

function withoutCommandNamed(check: Check, name: string, run: Run, host: Host): readonly Trial[] {
  const lines = host.transcripts.map(({ argv }) => argv.join(" ")).filter((line) => run.ran.includes(line));
  const own = lines.filter((line) => commandOf(line) === name);
  if (own.length === 0) return [];
  const gone = withoutCommand(host, name);
  const failures = own.map((line) => failing({ host, line, asked: { argv: [line] }, remedy: () => "" }));
  return [
    { host: gone.host, how: "without it", verdictOf: (other) => gone.verdictOf(other, check.exits) },
    ...failures.map((trial) => ({
      host: trial.host,
      how: trial.without,
      verdictOf: (other: Run) => trial.verdictOf(other, check.exits),
    })),
  ];
}
