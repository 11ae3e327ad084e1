// npm run build: writes the site to _site/, or lists every problem of the content and leaves _site unchanged.

import { parseArgs } from "node:util";
import { readBaseline, writeBaseline } from "../src/core/baseline.ts";
import { UsageError } from "../src/core/usage-error.ts";
import type { BuildResult } from "../src/site/build.ts";
import { hasProblems } from "../src/site/withhold.ts";
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
  --help               show this text
Exit codes: 0 built (with --keep-going: also if documents were held back); 1 the content has problems (with --strict: or advice); 2 wrong usage
`;

function options() {
  const { values } = parseArgs({
    options: {
      ...PLACE_OPTIONS,
      "keep-going": { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      baseline: { type: "string" },
      "update-baseline": { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) showHelp(USAGE);
  const { strict, all, "keep-going": keepGoing } = values;
  if (strict && keepGoing) throw new UsageError("--keep-going publishes what --strict refuses: use only one of them");
  const baseline = values.baseline === undefined ? undefined : typedPath(values.baseline);
  const updates = values["update-baseline"];
  if (updates && baseline === undefined) throw new UsageError("--update-baseline needs --baseline FILE");
  return { ...placeFrom(values), keepGoing, strict, all, baseline, updates };
}

await run(async () => {
  const { baseline: file, updates, ...given } = readOptions(options, USAGE);
  const started = performance.now();
  const { buildSite } = await import("../src/site/build.ts");
  const baseline = file === undefined || updates ? {} : { baseline: await readBaseline(file) };
  const result = await buildSite({ ...given, strict: given.strict && !updates, ...baseline });
  if (file !== undefined && updates) await updateBaseline(file, result);
  const listing = given.all ? undefined : `npm run build -- ${given.keepGoing ? "--keep-going " : ""}--all`;
  printProblems(result.site.problems, result.site.corpus, { listing });
  if (result.published === undefined) {
    const why = hasProblems(result.site.problems) ? "" : ", because --strict treats advice as problems";
    process.stderr.write(`Nothing was published${why}; ${given.output} is unchanged\n`);
    return 1;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${contents(result)} → ${given.output} in ${seconds} s ${changes(result.published)}\n`);
  return 0;
});

async function updateBaseline(file: string, { site }: BuildResult): Promise<void> {
  const lines = await writeBaseline(file, site.problems);
  process.stdout.write(`${count(lines, "piece")} of advice written to ${file}\n`);
}

function contents({ site: { corpus, references, build } }: BuildResult): string {
  const held = build.withheld.titles.length + build.withheld.others;
  return [
    count(corpus.postmortems.length, "post-mortem"),
    count(corpus.runbooks.length, "runbook"),
    ...(corpus.pages.length === 0 ? [] : [count(corpus.pages.length, "page")]),
    ...(held === 0 ? [] : [`${held} held back`]),
    ...(build.withheld.rules === 0 ? [] : [`${count(build.withheld.rules, "alerting rule")} held back`]),
    count(corpus.checks.length, "check"),
    count(references.list.length, "reference"),
  ].join(", ");
}

function changes({ written, same, removed }: NonNullable<BuildResult["published"]>): string {
  return `(${count(written, "file")} written, ${same} unchanged, ${removed} removed)`;
}
