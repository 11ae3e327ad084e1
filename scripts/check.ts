// npm run check: tries the checks of the content on their hosts, and tells what each one says and what is wrong with it.

import { leftoverOutputs, unusedHosts } from "../src/checks/authoring/leftovers.ts";
import { outputProblems } from "../src/checks/authoring/output-problems.ts";
import { outputsOrProblem } from "../src/checks/authoring/recorded-outputs.ts";
import { formatRuns } from "../src/checks/authoring/report.ts";
import { formatDifferences } from "../src/checks/authoring/report-engines.ts";
import { formatUntested, testedProblems, testedShare } from "../src/checks/authoring/tested-share.ts";
import { compareEngines, type Difference } from "../src/checks/compare.ts";
import type { Engine } from "../src/checks/engine.ts";
import { engines } from "../src/checks/index.ts";
import { runChecks } from "../src/checks/run.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { type Problem, sortProblems } from "../src/core/problem.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { everyDocument } from "../src/corpus/collect.ts";
import { type Corpus, loadCorpus } from "../src/corpus/corpus.ts";
import type { Check } from "../src/model/check.ts";
import { OUTPUTS_FILE } from "../src/site/files.ts";
import { shortFormsFor } from "../src/trackers/short-forms.ts";
import { CALL, type CheckOptions, checkOptions, USAGE } from "./check-options.ts";
import { reportThroughVitest } from "./check-reporters.ts";
import { acceptRuns } from "./check-update.ts";
import { printProblems, readOptions, run } from "./command-line.ts";

await run(check);

async function check(): Promise<number> {
  const given = readOptions(() => checkOptions(process.argv.slice(2)), USAGE);
  let content = await read(given);
  if (given.reporters.length > 0) return reportThroughVitest(given);
  if (given.update) {
    // What stands in a broken record may be worth saving.
    if (content.broken.length > 0) return tell(content.broken, content, given);
    if (await acceptRuns({ ...content, ...given })) content = await read(given);
  }
  const problems: Problem[] = [...content.broken, ...leftovers(content, given)];
  for (const engine of given.engines) problems.push(...(await tryAll(content, engine, given)));
  const differences = await differencesOf(content, given.engines);
  print(formatDifferences(differences));
  const share = testedShare(everyDocument(content.corpus));
  if (!given.quiet && given.ids.length === 0) print(formatUntested(share));
  const { corpus } = content;
  const all = sortProblems([
    ...corpus.problems,
    ...problems,
    ...testedProblems(share, corpus.settings.checks.tested, corpus.placeOfTested),
  ]);
  return Math.max(differences.length > 0 ? 1 : 0, tell(all, content, given));
}

/** Prints what is wrong, and gives the exit code. */
function tell(problems: readonly Problem[], { corpus }: Content, { quiet }: CheckOptions): number {
  const failures = problems.filter(({ kind }) => kind === "problem");
  printProblems(quiet ? failures : problems, corpus);
  return failures.length > 0 ? 1 : 0;
}

function leftovers({ areAll, checks, corpus, recorded }: Content, { call }: CheckOptions): readonly Problem[] {
  if (!areAll) return [];
  return [...leftoverOutputs(checks, recorded, OUTPUTS_FILE, call), ...unusedHosts(checks, corpus.hosts)];
}

type Content = Awaited<ReturnType<typeof read>>;

/** The content, the checks that were asked for, and what was accepted of them. */
async function read({ root, ids }: CheckOptions) {
  const corpus = await loadCorpus(root, { drafts: true, audience: "restricted", shortForms: shortFormsFor });
  const { recorded, problems: broken } = await outputsOrProblem(root, OUTPUTS_FILE);
  // A document that can't be read hides its checks: what is kept for them is no leftover.
  const areAll = ids.length === 0 && corpus.problems.every(({ kind }) => kind === "advice");
  return { corpus, checks: chosen(corpus, ids), areAll, recorded, broken };
}

function chosen({ checks }: Corpus, ids: readonly string[]): readonly Check[] {
  const known = checks.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, known, `Checks: ${known.join(", ")}`);
    throw new UsageError(`No check is called "${unknown}". ${hint}\n${CALL} --help tells what else there is`);
  }
  return ids.length === 0 ? checks : checks.filter(({ id }) => ids.includes(id));
}

/** Runs the checks in one engine, prints what they said, and gives what is wrong. */
async function tryAll(content: Content, engine: Engine, given: CheckOptions): Promise<readonly Problem[]> {
  const { corpus, checks, recorded } = content;
  const { outcomes, problems } = await runChecks(checks, corpus.hosts, engine);
  const text = formatRuns({ checks, outcomes, recorded, call: given.call }, given.quiet);
  const isOther = given.engines.length > 1 || engine !== engines[0];
  print(isOther && text !== "" ? `Engine ${engine.name} (${engine.version})\n\n${text}` : text);
  const remedy = `Where the new text is right: ${given.call} --update`;
  return [...problems, ...outputProblems(checks, outcomes, recorded, remedy)];
}

/** Every engine but the first is held against the first. */
async function differencesOf(content: Content, chosen: readonly Engine[]): Promise<readonly Difference[]> {
  const others = chosen.filter((engine) => engine !== engines[0]);
  const { checks, corpus } = content;
  const compared = others.map((engine) => compareEngines(checks, corpus.hosts, [engines[0], engine]));
  return (await Promise.all(compared)).flat();
}

function print(text: string): void {
  if (text !== "") process.stdout.write(`${text}\n\n`);
}
