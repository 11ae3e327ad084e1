// npm run build: writes the site to _site/, or says everything that is wrong with the content and leaves _site as it was.

import { parseArgs } from "node:util";
import { type BuildResult, buildSite } from "../src/site/build.ts";
import { count, printProblems, readOptions, run, showHelp } from "./command-line.ts";
import { PLACE_OPTIONS, PLACE_USAGE, placeFrom } from "./place-options.ts";

const USAGE = `Usage: npm run build -- [options]
${PLACE_USAGE}
  --keep-going         leave broken documents out instead of publishing nothing; a check that is not recorded as it is
                       stays, and says so
  --help               this text
Exit codes: 0 built, 1 the content has problems, 2 wrong usage
`;

function options() {
  const { values } = parseArgs({
    options: {
      ...PLACE_OPTIONS,
      "keep-going": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) showHelp(USAGE);
  return { ...placeFrom(values), keepGoing: values["keep-going"] };
}

await run(async () => {
  const given = readOptions(options, USAGE);
  const started = performance.now();
  const result = await buildSite(given);
  printProblems(result.site.problems, result.site.corpus);
  if (result.published === undefined) {
    process.stderr.write(`Nothing was published; ${given.output} is as it was\n`);
    return 1;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${contents(result)} → ${given.output} in ${seconds} s ${changes(result.published)}\n`);
  return 0;
});

function contents({ site: { corpus, references } }: BuildResult): string {
  return [
    count(corpus.postmortems.length, "post-mortem"),
    count(corpus.runbooks.length, "runbook"),
    count(corpus.checks.length, "check"),
    count(references.list.length, "reference"),
  ].join(", ");
}

function changes({ written, same, removed }: NonNullable<BuildResult["published"]>): string {
  return `(${count(written, "file")} written, ${same} unchanged, ${removed} removed)`;
}
