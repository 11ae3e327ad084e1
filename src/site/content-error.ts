// All defects of the content as one error, for callers that cannot print them one by one.

import { formatProblem, type Problem, type ReadLine } from "../core/problem.ts";

export class ContentError extends Error {
  override name = "ContentError";

  constructor(problems: readonly Problem[], readLine: ReadLine) {
    super(`\n${problems.map((problem) => formatProblem(problem, readLine)).join("\n\n")}\n`);
  }
}
