// How the command lines print Problems: defects one by one, advice in groups, and a line that counts them.

import { isAbsolute, join, relative, resolve } from "node:path";
import { asWord } from "../src/checks/runs/call.ts";
import { adviceLines, asOnePiece, groupAdvice } from "../src/core/advice.ts";
import { formatAnnotation, formatProblem, type Problem, type ReadLine } from "../src/core/problem.ts";
import { count } from "./command-line.ts";
import { asTyped } from "./typed-path.ts";

/** A site: its folder, and the lines of its files. */
type Place = { readonly root: string; readonly readLine: ReadLine };

type Printing = {
  /** The command that lists each piece of advice; undefined where this call lists them. */
  readonly listing?: string | undefined;
  /** Whether they are also printed as annotations of GitHub Actions. */
  readonly annotates?: boolean | undefined;
  /** Those that were printed before: they are annotated only, and the caller counts all. */
  readonly printedBefore?: ReadonlySet<Problem> | undefined;
};

/** Lines of a terminal: the advice, the empty line after it, and the line that counts. */
const SCREEN = 40;

/**
 * All problems, then one line that counts them. Advice comes before them, so that it does not push them off the screen.
 * Annotations go to stdout; GitHub shows ten of a kind, so each group of advice is one annotation.
 */
export function printProblems(found: readonly Problem[], { root, readLine }: Place, printing: Printing = {}): void {
  const { listing, annotates = process.env.GITHUB_ACTIONS === "true", printedBefore } = printing;
  const asShown = (problem: Problem) => ({ ...problem, remedy: forSite(problem.remedy, root) });
  const shown = found.map(asShown);
  const problems = shown.filter(({ kind }) => kind === "problem");
  const groups = groupAdvice(shown.filter(({ kind }) => kind === "advice"));
  if (listing !== undefined && groups.length > 0) {
    const room = { rows: SCREEN - 2, columns: process.stderr.columns ?? 100 };
    process.stderr.write(`${adviceLines(groups, room, forSite(listing, root)).join("\n")}\n\n`);
  }
  const left =
    printedBefore === undefined ? shown : found.filter((problem) => !printedBefore.has(problem)).map(asShown);
  const inFull = listing === undefined ? left : problems;
  for (const problem of inFull) process.stderr.write(`${formatProblem(problem, readLine)}\n\n`);
  if (annotates) {
    for (const problem of [...problems, ...groups.map(asOnePiece)])
      process.stdout.write(`${formatAnnotation(inWorkspace(problem, root))}\n`);
  }
  if (shown.length > 0 && printedBefore === undefined) process.stderr.write(`${countProblems(shown)}\n`);
}

/** A Problem as text, with the commands of its remedy as they have to be typed. */
export function problemText(problem: Problem, { root, readLine }: Place): string {
  return formatProblem({ ...problem, remedy: forSite(problem.remedy, root) }, readLine);
}

/** Commands in a remedy can be copied: for a site in another folder they name that folder. */
function forSite(remedy: string, root: string): string {
  const calls = /npm (?:start|run (?:--silent )?(?:alerts|build|capture|check|new|nightly)) --(?! --root)/g;
  const isHere = resolve(root) === process.cwd();
  return asTyped(isHere ? remedy : remedy.replace(calls, `$& --root ${asWord(root)}`));
}

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
