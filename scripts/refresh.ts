// npm run refresh: looks up the upstream items that are due, and writes changed states to _data/states.json.

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { refreshSite } from "../src/night/refresh.ts";
import { type Lock, withLock } from "../src/site/lock.ts";
import { formatReport } from "../src/trackers/record/report.ts";
import { trackerNamed } from "../src/trackers/settings.ts";
import { count, LOCK_FILE, readOptions, run, siteRoot } from "./command-line.ts";
import { progressOn } from "./progress.ts";
import { asTyped, typedEnvironment } from "./typed-path.ts";

const USAGE = `Usage: npm run refresh -- [options]
  --root DIR        folder with content/ and _data/ (default: this one)
  --all             look up every item (default: open ones daily, settled ones weekly, failing ones less and less often)
  --accept TRACKER  accept this tracker's changes, however many come at once; may be repeated
  --help            show this text
State changes are printed here. The next npm run nightly reports which pages they concern.
Tokens in the environment go only to their own server: GITHUB_TOKEN to GITHUB_API_URL (default https://api.github.com),
GITLAB_TOKEN to https://gitlab.com, others as set in content/site.yaml
Exit codes: 0 done, even if some lookups failed; 1 no upstream was reached, the record is broken, or another refresh is
running; 2 wrong usage
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
    console.error(`${count(defects, "problem")} in the content may hide references; the build lists them`);
  console.log(formatReport(report));
  if (report.lines.length === 0 && report.notDue > 0)
    console.log(asTyped("To look them up anyway: npm run refresh -- --all"));
  return report.unreachable ? 1 : 0;
}
