// npm run capture: prints the script that captures what a check reads and runs on a machine.

import { parseArgs } from "node:util";
import { changeIn } from "../src/checks/capture/programs.ts";
import { captureScript } from "../src/checks/capture/script.ts";
import { usesOf } from "../src/checks/capture/uses.ts";
import { checkCall } from "../src/checks/runs/call.ts";
import { readRecords } from "../src/checks/runs/record.ts";
import { recordedOf } from "../src/checks/runs/recorded.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import type { Corpus } from "../src/corpus/link.ts";
import { checkOverride } from "../src/corpus/settings.ts";
import { siteAddress } from "../src/corpus/site/site-address.ts";
import type { Check } from "../src/model/check.ts";
import { readEverything } from "../src/site/content.ts";
import { readOptions, run, showHelp, siteRoot } from "./command-line.ts";
import { asTyped, typedEnvironment } from "./typed-path.ts";

const USAGE = `Usage: npm run --silent capture -- [--root DIR] [--url URL] id > id.capture.sh
  id           check to capture for, also of a draft
  --root DIR   folder with content/ (default: this one)
  --url URL    address at which the site is served, instead of url in content/site.yaml
  --help       show this text
Run the script on the machine. Then make a test host of its output: npm run new -- host NAME < capture.txt
Exit codes: 0 script printed; 2 wrong usage
`;

function options() {
  const { values, positionals } = parseArgs({
    options: { root: { type: "string" }, url: { type: "string" }, help: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  if (values.help) showHelp(USAGE);
  refuseBanner();
  const [id, second] = positionals;
  if (id === undefined) throw new UsageError("Name the check to capture for");
  if (second !== undefined) throw new UsageError(`Name one check, not two: "${id}", "${second}"`);
  const place = typedEnvironment(values.root);
  const override = checkOverride({ url: values.url ?? place.url, pathPrefix: place.pathPrefix });
  return { root: siteRoot(place.root), override, id };
}

/** npm itself prints "> faultbook capture" first; in a script, that would be a command that writes to a file. */
function refuseBanner(): void {
  const { npm_lifecycle_event: script, npm_config_loglevel: level } = process.env;
  if (script !== "capture" || level === "silent" || process.stdout.isTTY) return;
  throw new UsageError(asTyped("npm would print its own lines into the script. Run: npm run --silent capture"));
}

async function capture(): Promise<number> {
  const { root, override, id } = readOptions(options, USAGE);
  const corpus = await readEverything(root, override);
  const check = readOptions(() => checkNamed(corpus, id), USAGE);
  const { outcomes } = recordedOf(check, corpus.hosts, (await readRecords(root)).records);
  if (outcomes.length === 0) process.stderr.write(unrecorded(check, root));
  process.stdout.write(captureScript(check, usesOf(check, outcomes, corpus.hosts), siteAddress(corpus.settings)));
  return 0;
}

/** What a script lacks that was made from the snippet alone; one that does not run it would capture nothing. */
function unrecorded({ id, snippet }: Check, root: string): string {
  const what = `Check "${id}" has no up-to-date recorded runs`;
  const change = changeIn(snippet);
  if (change === undefined)
    return `Note: ${what}, so the script captures only what the check asks for on the machine it runs on\n`;
  const first = `Run first: ${asTyped(checkCall(root))} ${id} --update`;
  throw new UsageError(`${what}, and a script may not run it, because it would change something: ${change}. ${first}`);
}

function checkNamed({ checks }: Corpus, id: string): Check {
  const check = checks.find((candidate) => candidate.id === id);
  if (check !== undefined) return check;
  const known = checks.map((candidate) => candidate.id);
  throw new UsageError(`No check is called "${id}". ${didYouMean(id, known, `Checks: ${known.join(", ")}`)}`);
}

await run(capture);
