// npm run build: writes the site to _site/, or lists every problem of the content and leaves _site unchanged.

import { parseArgs } from "node:util";
import { readBaseline, writeBaseline } from "../src/core/baseline.ts";
import { hasProblems, type Problem, type ReadLine } from "../src/core/problem.ts";
import { Stages, stageLines } from "../src/core/stages.ts";
import { UsageError } from "../src/core/usage-error.ts";
import type { BuildOptions } from "../src/site/build.ts";
import { type Contents, type Inputs, inputsOf, lineReader, type Told } from "../src/site/making/inputs.ts";
import { checkOutput, type FileCounts } from "../src/site/making/publish.ts";
import { count, readOptions, run, showHelp } from "./command-line.ts";
import { PLACE_OPTIONS, PLACE_USAGE, placeFrom } from "./place-options.ts";
import { printProblems } from "./print-problems.ts";
import { typedPath } from "./typed-path.ts";

const USAGE = `Usage: npm run build -- [options]
${PLACE_USAGE}
  --keep-going         publish the documents without problems, instead of nothing; a check without up-to-date runs
                       stays on its page, which says so
  --strict             publish nothing if there is advice
  --baseline FILE      ignore the advice listed in FILE; with --strict, only new advice counts
  --update-baseline    write the current advice to that file
  --all                list every piece of advice instead of grouping them
  --times              say how long each stage took
  --help               show this text
Exit codes: 0 built (with --keep-going: also if documents were held back); 1 the content has problems (with --strict: or advice); 2 wrong usage
`;

/** From so many files on, the memory of one process would be too much. */
const MANY = 2000;

function options() {
  const { values } = parseArgs({
    options: {
      ...PLACE_OPTIONS,
      "keep-going": { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      baseline: { type: "string" },
      "update-baseline": { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      times: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) showHelp(USAGE);
  const { strict, all, times, "keep-going": keepGoing } = values;
  if (strict && keepGoing) throw new UsageError("--keep-going publishes what --strict refuses: use only one of them");
  const baseline = values.baseline === undefined ? undefined : typedPath(values.baseline);
  const updates = values["update-baseline"];
  if (updates && baseline === undefined) throw new UsageError("--update-baseline needs --baseline FILE");
  return { ...placeFrom(values), keepGoing, strict, all, times, baseline, updates };
}

await run(async () => {
  const { baseline: file, updates, all, times, ...given } = readOptions(options, USAGE);
  const started = performance.now();
  const stages = new Stages();
  stages.upToNow("start-up");
  const baseline = file === undefined || updates ? {} : { baseline: await readBaseline(file) };
  await checkOutput(given.output);
  const { root, output, ...others } = given;
  const hash = () => inputsOf(root, output, [others, [...(baseline.baseline ?? [])]]);
  const inputs = updates ? undefined : await stages.time("looking for changes", hash);
  const result =
    (inputs && unchanged(inputs)) ??
    (await build({ ...given, strict: given.strict && !updates, ...baseline, inputs, stages }));
  if (file !== undefined && updates) await updateBaseline(file, result.problems);
  const listing = all ? undefined : `npm run build -- ${given.keepGoing ? "--keep-going " : ""}--all`;
  printProblems(result.problems, { root, readLine: result.readLine }, { listing });
  if (result.published === undefined) {
    const why = hasProblems(result.problems) ? "" : ", because --strict treats advice as problems";
    process.stderr.write(`Nothing was published${why}; ${output} is unchanged\n`);
    return 1;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (times) process.stderr.write(stageLines(stages.all));
  process.stdout.write(`${contentsText(result.contents)} → ${output} in ${seconds} s ${changes(result.published)}\n`);
  return 0;
});

type Result = Pick<Told, "problems" | "contents"> & {
  readonly readLine: ReadLine;
  readonly published: FileCounts | undefined;
};

/** What the last build said, if nothing has changed since: what builds is not even loaded. */
function unchanged({ same }: Inputs): Result | undefined {
  if (same === undefined) return undefined;
  const { told, files } = same;
  return { ...told, readLine: lineReader(told), published: { written: 0, same: files, removed: 0 } };
}

async function build(options: BuildOptions & { readonly stages: Stages }): Promise<Result> {
  if ((options.inputs?.files ?? 0) >= MANY) {
    const { buildApart } = await import("../src/site/making/apart.ts");
    const built = await buildApart(options);
    return { ...built, readLine: lineReader(built) };
  }
  const { buildSite, contentsOf } = await options.stages.time("loading", () => import("../src/site/build.ts"));
  const { site, published } = await buildSite(options);
  return { problems: site.problems, readLine: site.corpus.readLine, contents: contentsOf(site), published };
}

async function updateBaseline(file: string, problems: readonly Problem[]): Promise<void> {
  const lines = await writeBaseline(file, problems);
  process.stdout.write(`${count(lines, "piece")} of advice written to ${file}\n`);
}

function contentsText(contents: Contents): string {
  const { postmortems, runbooks, pages, heldBack, heldRules, checks, references } = contents;
  return [
    count(postmortems, "post-mortem"),
    count(runbooks, "runbook"),
    ...(pages === 0 ? [] : [count(pages, "page")]),
    ...(heldBack === 0 ? [] : [`${heldBack} held back`]),
    ...(heldRules === 0 ? [] : [`${count(heldRules, "alerting rule")} held back`]),
    count(checks, "check"),
    count(references, "reference"),
  ].join(", ");
}

function changes({ written, same, removed }: FileCounts): string {
  return `(${count(written, "file")} written, ${same} unchanged, ${removed} removed)`;
}
