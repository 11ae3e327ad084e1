// What the command lines share: how they print defects, refuse wrong usage and end.

import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { asWord } from "../src/checks/runs/call.ts";
import { formatAnnotation, formatProblem, type Problem, type ReadLine } from "../src/core/problem.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { LockedError } from "../src/site/lock.ts";
import { RecordError } from "../src/trackers/record.ts";

/** All problems, then one line that counts them. In GitHub Actions also as annotations, which go to stdout. */
export function printProblems(
  found: readonly Problem[],
  { root, readLine }: Place,
  annotates = process.env.GITHUB_ACTIONS === "true",
): void {
  const problems = found.map((problem) => ({ ...problem, remedy: forSite(problem.remedy, root) }));
  for (const problem of problems) process.stderr.write(`${formatProblem(problem, readLine)}\n\n`);
  if (annotates) {
    for (const problem of problems) process.stdout.write(`${formatAnnotation(inWorkspace(problem, root))}\n`);
  }
  if (problems.length > 0) process.stderr.write(`${countProblems(problems)}\n`);
}

/** Commands in a remedy are to be typed as they stand: for a site in another folder they name it. */
function forSite(remedy: string, root: string): string {
  if (resolve(root) === process.cwd()) return remedy;
  return remedy.replace(
    /npm run (?:--silent )?(?:build|capture|check|new) --(?! --root)/g,
    `$& --root ${asWord(root)}`,
  );
}

/** A site: its folder, and the lines of its files. */
type Place = { readonly root: string; readonly readLine: ReadLine };

function inWorkspace(problem: Problem, root: string): Problem {
  const file = pathInWorkspace(join(resolve(root), problem.place.file), resolve(root));
  return { ...problem, place: { ...problem.place, file } };
}

/**
 * A file as GitHub wants it: from the top of the checked-out repository, else from the current folder; from the site's
 * folder `root` where that lies elsewhere. Absolute paths.
 */
export function pathInWorkspace(
  path: string,
  root: string,
  workspace = process.env.GITHUB_WORKSPACE ?? process.cwd(),
): string {
  const way = relative(workspace, path);
  return way.startsWith("..") || isAbsolute(way) ? relative(root, path) : way;
}

function countProblems(problems: readonly Problem[]): string {
  const defects = problems.filter((problem) => problem.kind === "problem").length;
  const advice = problems.length - defects;
  const files = new Set(problems.map((problem) => problem.place.file)).size;
  const counted = [defects > 0 && count(defects, "problem"), advice > 0 && `${count(advice, "piece")} of advice`];
  return `${counted.filter(Boolean).join(", ")} in ${count(files, "file")}`;
}

/** "1 file", "2 files" */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A folder with a site in it; a misspelt one would otherwise build an empty site. */
export function siteRoot(root: string): string {
  if (!existsSync(join(root, "content"))) throw new UsageError(`${root} has no folder content/`);
  return root;
}

/** Help is asked for by those who do not know yet what else is needed: it comes before anything else is looked at. */
export function showHelp(usage: string): never {
  process.stdout.write(usage);
  process.exit(0);
}

/** Reads the command line; what it cannot mean ends with exit code 2 and how the command is called. */
export function readOptions<T>(read: () => T, usage: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError || isOfParseArgs(error))) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** https://nodejs.org/api/errors.html#err_parse_args_invalid_option_value and those beside it are TypeErrors. */
function isOfParseArgs(error: unknown): error is TypeError {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}

/** A folder that belongs to somebody else, or cannot be written at all. */
function isDenied(error: unknown): error is Error {
  return error instanceof Error && "code" in error && ["EACCES", "EPERM", "EROFS"].includes(String(error.code));
}

/** Below the site's folder: who looks at upstream holds it. */
export const LOCK_FILE = ".cache/refresh.lock";

/**
 * Runs a command. A record that cannot be read, another refresh at work (exit code 1) and an argument that cannot be used
 * (2) are told without the stack that a programmer's error has.
 */
export async function run(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isRefused = error instanceof RecordError || error instanceof LockedError || isDenied(error);
    if (!(isRefused || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}${isDenied(error) ? ". Use a folder that you may write to" : ""}\n`);
    process.exitCode = isRefused ? 1 : 2;
  }
}
