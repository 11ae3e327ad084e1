// npm run nightly: refresh, build, report. It prints nothing on stdout until upstream changes, then once what to do.

import { appendFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Night, nightly } from "../src/night/night.ts";
import { type Lock, withLock } from "../src/site/lock.ts";
import { formatReport } from "../src/trackers/record/report.ts";
import { trackerNamed } from "../src/trackers/settings.ts";
import { LOCK_FILE, readOptions, run, showHelp } from "./command-line.ts";
import { PLACE_OPTIONS, PLACE_USAGE, placeFrom } from "./place-options.ts";
import { printProblems } from "./print-problems.ts";
import { progressOn } from "./progress.ts";
import { typedPath } from "./typed-path.ts";

const USAGE = `Usage: npm run nightly -- [options]
${PLACE_USAGE}
  --report FILE        write the report to FILE too; with nothing to report, the file is empty
  --accept TRACKER     accept this tracker's changes, however many come at once; may be repeated
  --all                list every piece of advice instead of grouping them
  --help               show this text
The report goes to stdout, and to $GITHUB_STEP_SUMMARY if that is set. Lookups and problems go to stderr.
Exit codes: 0 done; 1 no upstream was reached, the site was not published, the record is broken, or another refresh is
running; 2 wrong usage; 3 done, but all lookups at a tracker have failed for seven days
`;

const given = readOptions(options, USAGE);
await run(() => withLock(join(given.place.root, LOCK_FILE), night));

function options() {
  const { values } = parseArgs({
    options: {
      ...PLACE_OPTIONS,
      report: { type: "string" },
      accept: { type: "string", multiple: true, default: [] },
      all: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) showHelp(USAGE);
  const place = placeFrom(values);
  return {
    place: { ...place, root: resolve(place.root) },
    report: values.report === undefined ? undefined : typedPath(values.report),
    all: values.all,
    accepted: values.accept.map(trackerNamed),
  };
}

async function night(lock: Lock): Promise<number> {
  // A report that cannot be written must fail before any lookup.
  if (given.report !== undefined) await writeFile(given.report, "");
  const progress = progressOn(process.stderr);
  const now = () => new Date();
  const look = { now, accepted: given.accepted, environment: process.env, onProgress: progress.draw };
  const done = await nightly({ look, build: given.place, lock }).finally(progress.end);
  await handOver(done);
  return exitCode(done);
}

async function handOver({ report, looked, built, wasTold }: Night): Promise<void> {
  process.stderr.write(`${formatReport(looked.report, "news")}\n`);
  const listing = given.all ? undefined : "npm run nightly -- --all";
  if (!(built instanceof Error)) printProblems(built.site.problems, built.site.corpus, { listing });
  if (given.report !== undefined) await writeFile(given.report, report);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary && report !== "") await appendFile(summary, report);
  if (await isTaken(report)) await wasTold();
  else process.stderr.write("The report could not be written to stdout: the next run prints it again\n");
}

/** Prints the report; false where the pipe was closed. */
function isTaken(report: string): Promise<boolean> {
  return new Promise((resolve) => process.stdout.write(report, (error) => resolve(!error)));
}

function exitCode({ looked, built, isBlind }: Night): number {
  if (built instanceof Error) throw built;
  if (looked.report.unreachable || built.published === undefined) return 1;
  return isBlind ? 3 : 0;
}
