// npm run nightly: refresh, build, report. Silent on stdout until upstream moves; then it says once what to do.

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
  --report FILE        the report goes there too; the file is empty when there is nothing to tell
  --accept TRACKER     believe this tracker's changes, however many come at once; may be given several times
  --all                list each piece of advice, instead of one line for all that are alike
  --help               this text
The report goes to stdout, and to $GITHUB_STEP_SUMMARY where that is set; what was looked at, and defects, to stderr.
Exit codes: 0 done; 1 nothing could be reached, the site was not published, the record is broken, or another refresh is
at work; 2 wrong usage; 3 done, but a tracker has been blind for seven days
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
  // What cannot be written to is told before anybody is asked.
  if (given.report !== undefined) await writeFile(given.report, "");
  const progress = progressOn(process.stderr);
  const now = () => new Date();
  const look = { now, accepted: given.accepted, environment: process.env, onProgress: progress.draw };
  const done = await nightly({ look, build: given.place, lock }).finally(progress.end);
  await tell(done);
  return exitCode(done);
}

async function tell({ report, looked, built, wasTold }: Night): Promise<void> {
  process.stderr.write(`${formatReport(looked.report, "news")}\n`);
  const listing = given.all ? undefined : "npm run nightly -- --all";
  if (!(built instanceof Error)) printProblems(built.site.problems, built.site.corpus, { listing });
  if (given.report !== undefined) await writeFile(given.report, report);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary && report !== "") await appendFile(summary, report);
  if (await isTaken(report)) await wasTold();
  else process.stderr.write("Nobody took the report from stdout: the next night tells it again\n");
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
