// npm run build: writes the site to _site/, or says everything that is wrong with the content and leaves _site as it was.

import { parseArgs } from "node:util";
import { AUDIENCES, type Audience } from "../src/corpus/filter.ts";
import { buildSite } from "../src/site/build.ts";
import { readEnvironment } from "../src/site/environment.ts";
import { count, printProblems, wrongUsage } from "./print.ts";

const USAGE = `Usage: npm run build -- [options]
  --root DIR           folder with content/ and _data/ (default: this one)
  --output DIR         where the site goes (default: _site)
  --url URL            where it will be served, in place of url in content/site.yaml
  --path-prefix PATH   the folder that it is served from, such as /group/kb/
  --audience WHO       ${AUDIENCES.join(", ")} (default: public)
  --keep-going         leave broken documents out instead of publishing nothing
Exit codes: 0 built, 1 the content has problems, 2 wrong usage
`;

function options() {
  const { values } = parseArgs({
    options: {
      root: { type: "string" },
      output: { type: "string" },
      url: { type: "string" },
      "path-prefix": { type: "string" },
      audience: { type: "string", default: "public" },
      "keep-going": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (!isAudience(values.audience)) throw new RangeError(`No audience is called "${values.audience}"`);
  const place = readEnvironment();
  return {
    help: values.help,
    root: values.root ?? place.root,
    output: values.output ?? place.output,
    url: values.url ?? place.url,
    pathPrefix: values["path-prefix"] ?? place.pathPrefix,
    audience: values.audience,
    keepGoing: values["keep-going"],
  };
}

function isAudience(text: string): text is Audience {
  return (AUDIENCES as readonly string[]).includes(text);
}

async function main(): Promise<void> {
  const given = parse();
  if (given.help) {
    process.stdout.write(USAGE);
    return;
  }
  const started = performance.now();
  const { site, published } = await buildSite(given);
  printProblems(site.problems, site.corpus.readLine);
  if (published === undefined) {
    process.stderr.write(`Nothing was published; ${given.output} is as it was\n`);
    process.exitCode = 1;
    return;
  }
  const { postmortems, runbooks, checks } = site.corpus;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${count(postmortems.length, "post-mortem")}, ${count(runbooks.length, "runbook")}, ${count(checks.length, "check")}, ${count(site.references.list.length, "reference")} → ${given.output} in ${seconds} s (${count(published.written, "file")} written, ${published.same} unchanged, ${published.removed} removed)\n`,
  );
}

function parse() {
  try {
    return options();
  } catch (error) {
    return wrongUsage(error, USAGE);
  }
}

await main();
