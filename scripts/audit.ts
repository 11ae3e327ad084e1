// npm run audit: says what of a folder of Markdown would be published, and what is in the way, without touching it.

import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { asWord } from "../src/checks/runs/call.ts";
import { adviceLines, groupAdvice } from "../src/core/advice.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { formatProblem } from "../src/core/problem.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { type DocumentKind, FOLDERS } from "../src/model/urls.ts";
import { audit } from "../src/site/audit.ts";
import { count, readOptions, run, showHelp } from "./command-line.ts";
import { asTyped, typedPath } from "./typed-path.ts";

const KINDS = Object.values(FOLDERS);
const USAGE = `Usage: npm run audit -- DIR [options]
  DIR          a folder of Markdown; nothing in it is changed
  --as KIND    ${KINDS.join(", ")}: what the documents are (default: what the folder's name says, else runbooks)
  --all        list each problem and each piece of advice, instead of one line for all that are alike
Exit codes: 0 there are documents and no problems, 1 there are problems, or no documents, 2 wrong usage
`;

function options() {
  const { values, positionals } = parseArgs({
    options: {
      as: { type: "string" },
      all: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  if (values.help) showHelp(USAGE);
  const [folder, second] = positionals;
  if (folder === undefined) throw new UsageError("Name the folder that is to be looked at");
  if (second !== undefined) throw new UsageError(`One folder at a time: "${folder}" and "${second}" are two`);
  if (!existsSync(typedPath(folder))) throw new UsageError(`${folder} does not exist`);
  return { folder, kind: values.as === undefined ? undefined : kindOf(values.as), all: values.all };
}

function kindOf(name: string): DocumentKind {
  const found = Object.entries(FOLDERS).find(([, folder]) => folder === name);
  if (found === undefined)
    throw new UsageError(`Documents are not "${name}". ${didYouMean(name, KINDS, `Kinds: ${KINDS.join(", ")}`)}`);
  return found[0] as DocumentKind;
}

await run(async () => {
  const { folder, kind, all } = readOptions(options, USAGE);
  const today = new Date().toISOString().slice(0, 10);
  const { as, found, published, hidden, problems, readLine } = await audit(typedPath(folder), today, kind);
  const defects = problems.filter(({ kind: is }) => is === "problem").length;
  const lines = all
    ? problems.map((problem) => `${formatProblem(problem, readLine)}\n`)
    : [...grouped("problem"), ...grouped("advice")];
  process.stdout.write(`${lines.map((line) => `${line}\n`).join("")}${summary()}\n`);
  return found > 0 && defects === 0 ? 0 : 1;

  function grouped(wanted: "problem" | "advice"): string[] {
    const groups = groupAdvice(problems.filter(({ kind: is }) => is === wanted));
    if (groups.length === 0) return [];
    const room = { rows: 38, columns: process.stdout.columns ?? 100 };
    const as = kind === undefined ? "" : ` --as ${FOLDERS[kind]}`;
    return [...adviceLines(groups, room, asTyped(`npm run audit -- ${asWord(folder)}${as} --all`)), ""];
  }

  function summary(): string {
    if (found === 0) return `No Markdown was found in ${folder}`;
    const held = found - published - hidden;
    const parts = [
      `${published} would be published`,
      ...(hidden === 0 ? [] : [`${hidden} ${hidden === 1 ? "is a draft or" : "are drafts or"} for others`]),
      ...(held === 0 ? [] : [`${held} would be held back`]),
      ...(defects === 0 ? [] : [`${count(defects, "problem")} to mend`]),
    ];
    const taken = as === undefined ? "" : `, taken as ${FOLDERS[as]}`;
    return `${count(found, "document")} in ${folder}${taken}: ${parts.join(", ")}`;
  }
});
