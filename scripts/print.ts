// How the command lines print the defects of the content.

import { formatAnnotation, formatProblem, type Problem, type ReadLine } from "../src/core/problem.ts";

/** All problems, then one line that counts them. In GitHub Actions also as annotations. */
export function printProblems(problems: readonly Problem[], readLine: ReadLine): void {
  for (const problem of problems) process.stderr.write(`${formatProblem(problem, readLine)}\n\n`);
  if (process.env.GITHUB_ACTIONS === "true") {
    for (const problem of problems) process.stdout.write(`${formatAnnotation(problem)}\n`);
  }
  const defects = problems.filter((problem) => problem.kind === "problem").length;
  const files = new Set(problems.map((problem) => problem.place.file)).size;
  if (problems.length > 0) {
    process.stderr.write(
      `${count(defects, "problem")}, ${count(problems.length - defects, "piece")} of advice in ${count(files, "file")}\n`,
    );
  }
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Ends with exit code 2 and how the command is called. */
export function wrongUsage(error: unknown, usage: string): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(2);
}
