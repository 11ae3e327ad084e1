// Looks at every upstream item that the content links to, and writes what is news to _data/states.json.
// Exit status: 0 done, also when some looks failed; 1 nothing could be reached, or the record is broken; 2 wrong usage.

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadCorpus } from "../src/corpus/corpus.ts";
import { readEnvironment } from "../src/site/environment.ts";
import { readLooks, writeLooks } from "../src/trackers/looks.ts";
import { readRecord, writeRecord } from "../src/trackers/record.ts";
import { refresh } from "../src/trackers/refresh.ts";
import { formatReport } from "../src/trackers/report.ts";
import { tokensFrom } from "../src/trackers/tokens.ts";
import { readOptions, run, siteRoot } from "./command-line.ts";

const USAGE = `Usage: npm run refresh -- [--root DIR]
  --root DIR   the site's folder, which holds content/ and _data/ (default: the current folder)
  GITHUB_TOKEN in the environment is sent to GitHub's API (GITHUB_API_URL, default https://api.github.com) alone
`;

await run(async () => refreshSite(readOptions(rootFrom, USAGE)));

function rootFrom(): string {
  const { values } = parseArgs({ options: { root: { type: "string" }, help: { type: "boolean", default: false } } });
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  return resolve(siteRoot(values.root ?? readEnvironment().root));
}

async function refreshSite(root: string): Promise<number> {
  const files = { record: join(root, "_data", "states.json"), looks: join(root, ".cache", "looks.json") };
  const record = await readRecord(files.record);
  const looks = await readLooks(files.looks);
  // Whoever a document is for, and be it a draft: its references are looked at, so that each output finds them known.
  const { links, settings, problems } = await loadCorpus(root, { drafts: true, audience: "restricted" });
  const defects = problems.filter(({ kind }) => kind === "problem").length;
  if (defects > 0)
    console.error(`Problems in the content, which may hide references: ${defects}; the build names them`);
  const options = { tokens: tokensFrom(process.env) };
  const now = () => new Date();
  const result = await refresh({ links, record, looks: looks.byUrl, trackers: settings.trackers, fetch, now, options });
  await writeRecord(files.record, result.record);
  await writeLooks(files.looks, { ...looks, byUrl: result.looks });
  console.log(formatReport(result.report));
  return result.report.unreachable ? 1 : 0;
}
