// npm run refresh: looks at the upstream items that are due, and writes what is news to _data/states.json.

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { refreshSite } from "../src/night/refresh.ts";
import { type Lock, withLock } from "../src/site/lock.ts";
import { formatReport } from "../src/trackers/record/report.ts";
import { trackerNamed } from "../src/trackers/settings.ts";
import { LOCK_FILE, readOptions, run, siteRoot } from "./command-line.ts";
import { progressOn } from "./progress.ts";
import { asTyped, typedEnvironment } from "./typed-path.ts";

const USAGE = `Usage: npm run refresh -- [options]
  --root DIR        the site's folder, which holds content/ and _data/ (default: this one)
  --all             look at everything; else open items are looked at daily, settled ones weekly, failing ones ever less
  --accept TRACKER  believe this tracker's changes, however many come at once; may be given several times
  --help            this text
What moved is told here, and by the next npm run nightly with what it means for which page.
Tokens in the environment go to their own server alone: GITHUB_TOKEN to GITHUB_API_URL (default https://api.github.com),
GITLAB_TOKEN to https://gitlab.com, others as content/site.yaml says
Exit codes: 0 done, also when some looks failed; 1 nothing could be reached, the record is broken, or another refresh is
at work; 2 wrong usage
`;

const given = readOptions(options, USAGE);
if (given.help) process.stdout.write(USAGE);
else await run(() => withLock(join(given.root, LOCK_FILE), refreshNow));

function options() {
  const { values } = parseArgs({
    options: {
      root: { type: "string" },
      all: { type: "boolean", default: false },
      accept: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return { help: true, root: "", all: false, accepted: [] };
  const root = resolve(siteRoot(typedEnvironment(values.root).root));
  return { help: false, root, all: values.all, accepted: values.accept.map(trackerNamed) };
}

async function refreshNow({ check }: Lock): Promise<number> {
  const { root, all, accepted } = given;
  const progress = progressOn(process.stderr);
  const now = () => new Date();
  const asking = { all, accepted, now, environment: process.env, onProgress: progress.draw };
  const { corpus, report } = await refreshSite(root, asking, check).finally(progress.end);
  const defects = corpus.problems.filter(({ kind }) => kind === "problem").length;
  if (defects > 0)
    console.error(`Problems in the content, which may hide references: ${defects}; the build names them`);
  console.log(formatReport(report));
  if (report.lines.length === 0 && report.notDue > 0)
    console.log(asTyped("npm run refresh -- --all looks at them all the same"));
  return report.unreachable ? 1 : 0;
}
