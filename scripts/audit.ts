// npm run audit: reports what of a folder of Markdown would be published, and what prevents the rest. It only reads.

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
  DIR          folder of Markdown; it is only read
  --as KIND    kind of the documents: ${KINDS.join(", ")} (default: as the folder's name says, else runbooks)
  --all        list every problem and piece of advice instead of grouping them
  --help       show this text
Exit codes: 0 documents found, no problems; 1 problems, or no documents; 2 wrong usage
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
  if (folder === undefined) throw new UsageError("Name the folder to audit");
  if (second !== undefined) throw new UsageError(`Name one folder, not two: "${folder}", "${second}"`);
  if (!existsSync(typedPath(folder))) throw new UsageError(`${folder} does not exist`);
  return { folder, kind: values.as === undefined ? undefined : kindOf(values.as), all: values.all };
}

function kindOf(name: string): DocumentKind {
  const found = Object.entries(FOLDERS).find(([, folder]) => folder === name);
  if (found === undefined)
    throw new UsageError(
      `"${name}" is not a kind of document. ${didYouMean(name, KINDS, `Kinds: ${KINDS.join(", ")}`)}`,
    );
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
    if (found === 0) return `No Markdown found in ${folder}`;
    const held = found - published - hidden;
    const parts = [
      `${published} would be published`,
      ...(hidden === 0 ? [] : [`${hidden} ${hidden === 1 ? "is a draft or" : "are drafts or"} for another audience`]),
      ...(held === 0 ? [] : [`${held} would be held back`]),
      ...(defects === 0 ? [] : [`${count(defects, "problem")} to fix`]),
    ];
    const taken = as === undefined ? "" : `, read as ${FOLDERS[as]}`;
    return `${count(found, "document")} in ${folder}${taken}: ${parts.join(", ")}`;
  }
});
