// The checks as a JUnit report, for what reads test reports: a suite for each document, a case for each check on each host,
// and one for whatever else is wrong. https://github.com/testmoapp/junitxml describes the format.

import module, { type Builder } from "junit-report-builder";
import type { Problem } from "../../core/problem.ts";
import { VERDICT_WORDS } from "../../model/check.ts";
import { runInFull } from "./run-in-full.ts";
import type { Result } from "./session.ts";

/** Its types declare a default export within the default export, which does not exist. */
const builder = module as unknown as Builder;

/** The report as XML. `others`: what is wrong beside the results. */
export function junitReport(results: readonly Result[], others: readonly Problem[]): string {
  const report = builder.newBuilder();
  const problems = [...results.flatMap((result) => result.problems), ...others].filter(
    ({ kind }) => kind === "problem",
  );
  const files = new Set([...results.map(({ check }) => check.place.file), ...problems.map(({ place }) => place.file)]);
  for (const file of [...files].sort()) {
    const suite = report.testSuite().name(file);
    for (const result of results.filter(({ check }) => check.place.file === file)) {
      for (const outcome of result.outcomes) {
        const { check, differences } = result;
        const name = `${check.id} says ${VERDICT_WORDS[outcome.expected]} on ${outcome.host}`;
        const test = suite.testCase().className(file).name(name).file(file);
        const found = differences.get(outcome.host) ?? [];
        if (outcome.verdict === outcome.expected && found.length === 0) continue;
        test.failure(plain(runInFull(check, outcome, found).join("\n")));
      }
    }
    for (const { place, what, remedy } of problems.filter((problem) => problem.place.file === file))
      suite
        .testCase()
        .className(file)
        .name(plain(`${place.line}: ${what}`))
        .file(file)
        .failure(plain(`${what}\n${remedy}`));
  }
  return report.build();
}

/** XML 1.0 has no place for most control characters: https://www.w3.org/TR/xml/#charsets */
function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, "?");
}
