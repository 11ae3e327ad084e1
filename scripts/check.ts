// npm run check: runs the checks of the content that are not recorded as they are, and tells what each one says, what is
// wrong with it, and how it differs from what is recorded.

import { writeFile } from "node:fs/promises";
import { junitReport } from "../src/checks/authoring/junit.ts";
import { leftoverAdvice, leftoverRecords, unusedHosts } from "../src/checks/authoring/leftovers.ts";
import { formatResults } from "../src/checks/authoring/report.ts";
import { mustRun, runSession } from "../src/checks/authoring/session.ts";
import { formatUntested, testedProblems, testedShare } from "../src/checks/authoring/tested-share.ts";
import { type ReadRecords, readRecords } from "../src/checks/runs/record.ts";
import { recordedOf } from "../src/checks/runs/recorded.ts";
import { findLauncher, HERE } from "../src/checks/sandbox/probe.ts";
import { type Sandbox, sandboxBy } from "../src/checks/sandbox/sandbox.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { type Problem, sortProblems } from "../src/core/problem.ts";
import { UsageError } from "../src/core/usage-error.ts";
import type { Corpus } from "../src/corpus/link.ts";
import { SETTINGS_FILE } from "../src/corpus/settings.ts";
import type { Check } from "../src/model/check.ts";
import { readEverything } from "../src/site/content.ts";
import { CALL, type CheckOptions, checkOptions, USAGE } from "./check-options.ts";
import { patchFor, record } from "./check-update.ts";
import { readOptions, run } from "./command-line.ts";
import { printProblems } from "./print-problems.ts";

const COMPARES = "Namespaces are forbidden here: runs are compared with what is recorded, and nothing can be recorded";

async function check(): Promise<number> {
  const given = readOptions(() => checkOptions(process.argv.slice(2)), USAGE);
  const content = await read(given);
  const {
    corpus,
    checks,
    read: { records },
  } = content;
  const sandbox = await sandboxFor(content, given);
  const session = { checks, hosts: corpus.hosts, records, all: given.all, call: given.call };
  const results = await runSession({ ...session, sandbox: sandbox.found });
  if (!given.patch) print(formatResults(results, given.quiet));
  const leftovers = content.areAll ? leftoverRecords(corpus.checks, records) : [];
  if (given.patch) process.stdout.write(await patchFor(given.root, results, leftovers));
  const isRecorded = given.update ? await record(given.root, results, leftovers) : [];
  const others = [...problemsOf(content, given), ...sandbox.problems];
  const told = sortProblems([
    ...others,
    ...(given.update ? [] : leftoverAdvice(leftovers, given.call)),
    ...results.flatMap((result) => (isRecorded.includes(result) ? result.problems.filter(isLasting) : result.problems)),
  ]);
  if (given.junit !== undefined) await writeFile(given.junit, junitReport(results, others));
  return tell(told, content, given);
}

/** What an update has not settled: everything but that the record was not of this run. */
function isLasting({ remedy }: Problem): boolean {
  return !remedy.endsWith("--update");
}

/** Prints what is wrong, and gives the exit code. */
function tell(problems: readonly Problem[], { corpus }: Content, { quiet, annotate, patch }: CheckOptions): number {
  const failures = problems.filter(({ kind }) => kind === "problem");
  // Nothing but the patch may stand in the file that somebody makes of it.
  printProblems(quiet ? failures : problems, corpus, { annotates: patch ? false : annotate || undefined });
  return failures.length > 0 ? 1 : 0;
}

type Content = {
  readonly corpus: Corpus;
  /** Those that were named. */
  readonly checks: readonly Check[];
  /** Whether these are all checks of the site. */
  readonly areAll: boolean;
  readonly read: ReadRecords;
};

async function read({ root, ids }: CheckOptions): Promise<Content> {
  const corpus = await readEverything(root);
  // A document that can't be read hides its checks: what is recorded of them is no leftover.
  const areAll = ids.length === 0 && corpus.problems.every(({ kind }) => kind === "advice");
  return { corpus, checks: chosen(corpus, ids), areAll, read: await readRecords(root) };
}

function chosen(corpus: Corpus, ids: readonly string[]): readonly Check[] {
  const { checks } = corpus;
  const known = checks.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    // One of these may be why it is not there.
    printProblems(
      corpus.problems.filter(({ kind }) => kind === "problem"),
      corpus,
    );
    const hint = didYouMean(unknown, known, `Checks: ${known.join(", ")}`);
    throw new UsageError(`No check is called "${unknown}". ${hint}\n${CALL} --help tells what else there is`);
  }
  return ids.length === 0 ? checks : checks.filter(({ id }) => ids.includes(id));
}

type ForRuns = { readonly found: Sandbox | undefined; readonly problems: readonly Problem[] };

/** A sandbox, if anything has to be run; where there can be none, that is told beside the checks that wait for it. */
async function sandboxFor({ corpus, checks, read: { records } }: Content, given: CheckOptions): Promise<ForRuns> {
  const due = checks.filter((check) => mustRun(recordedOf(check, corpus.hosts, records), given.all));
  if (due.length === 0) return { found: undefined, problems: [] };
  const { launcher, ...found } = await findLauncher();
  if (launcher !== undefined) {
    const lacking = corpus.settings.checks.tools.filter((name) => HERE.pathOf(name) === undefined);
    if (lacking.length > 0)
      process.stderr.write(`Allowed in ${SETTINGS_FILE}, and not on this machine: ${lacking.join(", ")}\n\n`);
    if (!launcher.isolates) process.stderr.write(`${COMPARES}\n\n`);
    return { found: sandboxBy({ launcher, tools: corpus.settings.checks.tools }), problems: [] };
  }
  const missing = "missing" in found ? found.missing : "";
  if (given.all) throw new UsageError(`Checks cannot be run: ${missing}`);
  process.stderr.write(`Checks cannot be run: ${missing}\n\n`);
  return { found: undefined, problems: [] };
}

function problemsOf(
  { corpus, areAll, read: { problems } }: Content,
  { quiet, ids, update, patch }: CheckOptions,
): readonly Problem[] {
  const share = testedShare(corpus.documents);
  if (!quiet && !patch && ids.length === 0) print(formatUntested(share));
  return [
    ...corpus.problems,
    ...(update ? problems.filter(({ what }) => what.startsWith("Written by a newer")) : problems),
    ...(areAll ? unusedHosts(corpus.checks, corpus.hosts) : []),
    ...testedProblems(share, corpus.settings.checks.tested, corpus.placeOf("checks", "tested")),
  ];
}

function print(text: string): void {
  if (text !== "") process.stdout.write(`${text}\n\n`);
}

await run(check);
