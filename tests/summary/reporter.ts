// A Vitest reporter for the last lines of a run; ./summary.ts says what stands in them. The default one counts skipped
// tests, too, but hides why they were.

import { stdout } from "node:process";
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from "vitest/node";
import { type Outcome, summaryLines } from "./lines.ts";

class SummaryReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    // Who runs tests by their name knows that all others are skipped.
    const isByName = this.#vitest?.getGlobalTestNamePattern() !== undefined;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const lines = summaryLines(tests.map((test) => outcomeOf(test, isByName)));
    if (lines.length > 0) stdout.write(`${lines.map((line) => `  ${line}\n`).join("")}\n`);
  }
}

/** Vitest asks for a default export where a reporter is a file. */
export default SummaryReporter;

function outcomeOf(test: TestCase, isByName: boolean): Outcome {
  const isSkipped = test.result().state === "skipped";
  const skippedFor = isSkipped ? (reasonOf(test) ?? (isByName ? undefined : titleOf(test))) : undefined;
  return { counts: test.meta().counts ?? {}, skippedFor };
}

/** What `ctx.skip(reason)` or `describeUnless` said. */
function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  if (result.state === "skipped" && result.note !== undefined) return result.note;
  return withParents(test)
    .map((task) => task.meta().missing)
    .find((missing) => missing !== undefined);
}

/** Where nobody gave a reason, the title of the outermost suite that was skipped whole has to do. Undefined: a hook failed. */
function titleOf(test: TestCase): string | undefined {
  return withParents(test).findLast(({ options }) => options.mode === "skip")?.name;
}

function withParents(test: TestCase): (TestCase | TestSuite)[] {
  const tasks: (TestCase | TestSuite)[] = [];
  for (let at: TestCase | TestSuite | TestModule = test; at.type !== "module"; at = at.parent) tasks.push(at);
  return tasks;
}
