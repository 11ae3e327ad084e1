// npm run check: tries the checks of the content on their hosts, and tells what each one says and what is wrong with it.

import { parseArgs } from "node:util";
import { runChecks } from "../src/checks/run.ts";
import { unanswered } from "../src/checks/verdict.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { sortProblems } from "../src/core/problem.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { type Corpus, loadCorpus } from "../src/corpus/corpus.ts";
import { type Check, type Outcome, VERDICT_WORDS } from "../src/model/check.ts";
import { readEnvironment } from "../src/site/environment.ts";
import { shortFormsFor } from "../src/trackers/short-forms.ts";
import { printProblems, readOptions, run, siteRoot } from "./command-line.ts";

const USAGE = `Usage: npm run check -- [--root DIR] [id …]
  id           a check; none named: all of them, drafts too
  --root DIR   folder with content/ (default: this one)
Exit codes: 0 every check tells what its hosts are, 1 there are problems, 2 wrong usage
`;

function options() {
  const { values, positionals } = parseArgs({
    options: { root: { type: "string" }, help: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  return { help: values.help, root: siteRoot(values.root ?? readEnvironment().root), ids: positionals };
}

async function check(): Promise<number> {
  const { help, root, ids } = readOptions(options, USAGE);
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const corpus = await loadCorpus(root, { drafts: true, audience: "restricted", shortForms: shortFormsFor });
  const checks = readOptions(() => chosen(corpus, ids), USAGE);
  const { outcomes, problems } = await runChecks(checks, corpus.hosts);
  for (const outcome of outcomes) process.stdout.write(`${line(outcome)}\n`);
  const all = sortProblems([...corpus.problems, ...problems]);
  printProblems(all, corpus.readLine);
  return all.some(({ kind }) => kind === "problem") ? 1 : 0;
}

function chosen({ checks }: Corpus, ids: readonly string[]): readonly Check[] {
  const known = checks.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, known, `Checks: ${known.join(", ")}`);
    throw new UsageError(`No check is called "${unknown}". ${hint}`);
  }
  return ids.length === 0 ? checks : checks.filter(({ id }) => ids.includes(id));
}

/** `zfs-avx  pve-6.2.16-10  AFFECTED  The CPU has avx, but …` */
function line({ check: id, host, verdict, expected, run: ran }: Outcome): string {
  const words =
    verdict === expected ? VERDICT_WORDS[verdict] : `${VERDICT_WORDS[verdict]} (not ${VERDICT_WORDS[expected]})`;
  return [id, host, words, unanswered(ran) ?? ran.stdout.split("\n", 1)[0]].join("  ").trimEnd();
}

await run(check);
