// npm run check: runs the checks whose current runs are not recorded, and reports what each one says, what is wrong with
// it, and how it differs from its record.

import { writeFile } from "node:fs/promises";
import { styleText } from "node:util";
import { junitReport } from "../src/checks/authoring/junit.ts";
import { leftoverAdvice, leftoverRecords, unusedHosts } from "../src/checks/authoring/leftovers.ts";
import { formatResults } from "../src/checks/authoring/report.ts";
import { mustRun, type Result, runSession } from "../src/checks/authoring/session.ts";
import { summaryOf } from "../src/checks/authoring/summary.ts";
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
import { patchFor, type Recording, record } from "./check-update.ts";
import { readOptions, run } from "./command-line.ts";
import { printProblems, problemText } from "./print-problems.ts";

const COMPARES = "This machine forbids namespaces: runs are only compared with the record, and nothing can be recorded";

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
  const leftovers = content.areAll ? leftoverRecords(corpus.checks, records) : [];
  const { recorded, text } = given.update ? await record(given.root, results, leftovers) : NOTHING_RECORDED;
  const due = results.map((result) => (recorded.includes(result) ? settled(result) : result));
  const others = [...problemsOf(content, given), ...sandbox.problems];
  if (given.junit !== undefined) await writeFile(given.junit, junitReport(results, others));
  const about = [...others, ...(given.update ? [] : leftoverAdvice(leftovers, given.call))];
  if (!given.patch) return report(due, about, { content, given, text });
  process.stdout.write(await patchFor(given.root, results, leftovers));
  const reported = sortProblems([...about, ...due.flatMap((result) => result.problems)]);
  const failures = reported.filter(({ kind }) => kind === "problem");
  // Whoever redirects stdout to a file wants nothing but the patch in it.
  printProblems(given.quiet ? failures : reported, corpus, { annotates: false });
  return failures.length > 0 ? 1 : 0;
}

const NOTHING_RECORDED: Recording = { recorded: [], text: "" };

/** What an update has not settled: everything but a record that was out of date. */
function settled(result: Result): Result {
  return { ...result, problems: result.problems.filter(({ remedy }) => !remedy.endsWith("--update")) };
}

type Reported = { readonly content: Content; readonly given: CheckOptions; readonly text: string };

/** Prints the checks with their problems, then all other problems, and a summary; returns the exit code. */
function report(results: readonly Result[], others: readonly Problem[], { content, given, text }: Reported): number {
  const { corpus } = content;
  const own = results.flatMap((result) => result.problems);
  const all = sortProblems([...others, ...own]);
  const failures = all.filter(({ kind }) => kind === "problem");
  print(
    formatResults(results, {
      quiet: given.quiet,
      inFull: given.ids.length > 0 || results.length === 1,
      isNamed: given.ids.length > 0,
      call: given.call,
      columns: process.stdout.isTTY ? process.stdout.columns : undefined,
      paint: (style, shown) => styleText(style, shown, { stream: process.stdout }),
      tell: (problem) => problemText(problem, corpus),
    }),
  );
  print(text);
  if (!given.quiet && given.ids.length === 0) print(formatUntested(testedShare(corpus.documents)));
  const reported = given.quiet ? failures : all;
  printProblems(reported, corpus, { annotates: given.annotate || undefined, printedBefore: new Set(own) });
  if (!given.quiet || failures.length > 0) process.stdout.write(`${summaryOf(results, reported)}\n`);
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
  // A document that can't be read hides its checks: their records are no leftovers.
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
    throw new UsageError(`No check is called "${unknown}". ${hint}\n${CALL} --help lists the options`);
  }
  return ids.length === 0 ? checks : checks.filter(({ id }) => ids.includes(id));
}

type ForRuns = { readonly found: Sandbox | undefined; readonly problems: readonly Problem[] };

/** A sandbox, if anything has to be run; where there can be none, a message beside the results says why. */
async function sandboxFor({ corpus, checks, read: { records } }: Content, given: CheckOptions): Promise<ForRuns> {
  const due = checks.filter((check) => mustRun(recordedOf(check, corpus.hosts, records), given.all));
  if (due.length === 0) return { found: undefined, problems: [] };
  const { launcher, ...found } = await findLauncher();
  if (launcher !== undefined) {
    const lacking = corpus.settings.checks.tools.filter((name) => HERE.pathOf(name) === undefined);
    if (lacking.length > 0)
      process.stderr.write(`Tools that ${SETTINGS_FILE} allows but this machine lacks: ${lacking.join(", ")}\n\n`);
    if (!launcher.isolates) process.stderr.write(`${COMPARES}\n\n`);
    return { found: sandboxBy({ launcher, tools: corpus.settings.checks.tools }), problems: [] };
  }
  const missing = "missing" in found ? found.missing : "";
  if (given.all) throw new UsageError(`Checks cannot be run: ${missing}`);
  process.stderr.write(`Checks cannot be run: ${missing}\n\n`);
  return { found: undefined, problems: [] };
}

function problemsOf(content: Content, { update, ids }: CheckOptions): readonly Problem[] {
  const { corpus, areAll, checks } = content;
  const { problems } = content.read;
  const share = testedShare(corpus.documents);
  const files = new Set(checks.map(({ place }) => place.file));
  // Whoever names a check asks about that one: a build reports the rest of the site.
  const isAbout = ({ kind, place }: Problem) => ids.length === 0 || kind === "problem" || files.has(place.file);
  return [
    ...corpus.problems.filter(isAbout),
    ...(update ? problems.filter(({ what }) => what.startsWith("Written by a newer")) : problems),
    ...(areAll ? unusedHosts(corpus.checks, corpus.hosts) : []),
    ...testedProblems(share, corpus.settings.checks.tested, corpus.placeOf("checks", "tested")),
  ];
}

function print(text: string): void {
  if (text !== "") process.stdout.write(`${text}\n\n`);
}

await run(check);
