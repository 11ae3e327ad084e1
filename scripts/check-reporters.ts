// npm run check -- --reporter: the checks as tests of Vitest, for what reads test reports (CI servers, pull requests).

import { join } from "node:path";
import type { CliOptions } from "vitest/node";
import { UsageError } from "../src/core/usage-error.ts";
import type { CheckOptions } from "./check-options.ts";

const TESTS = join(import.meta.dirname, "../tests/checks/content");
/** Ours: the folder of a site is not to be littered. */
const CACHE = join(import.meta.dirname, "../.cache/vitest");

/** The exit code: 0 where every test passed. */
export async function reportThroughVitest(given: CheckOptions): Promise<number> {
  // Reports are files and logs; what colours them can't be read there.
  Object.assign(process.env, { NO_COLOR: "1" });
  const { startVitest } = await loadVitest();
  const vitest = await startVitest("test", [], await configOf(given), { cacheDir: CACHE });
  const isPassed = vitest.state.getCountOfFailedTests() === 0 && vitest.state.getUnhandledErrors().length === 0;
  const isWhole = vitest.state.getTestModules().every((module) => module.ok());
  await vitest.close();
  return isPassed && isWhole ? 0 : 1;
}

/** Vitest is there for development only. */
async function loadVitest(): Promise<typeof import("vitest/node")> {
  return import("vitest/node").catch((cause: unknown) => {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
    if (!isMissing) throw cause;
    throw new UsageError("--reporter needs Vitest, which is not installed here: npm ci --include=dev", { cause });
  });
}

async function configOf({ root, ids, engines, reporters, outputFiles }: CheckOptions): Promise<CliOptions> {
  // It builds upon Vitest, and so can't be there before that was asked for.
  const { reporterFor } = await import("./check-reports.ts");
  return {
    // Places are told from the site's folder on.
    root,
    dir: TESTS,
    config: false,
    include: ["**/shard-*.test.ts"],
    reporters: reporters.map((name) => reporterFor(name, { root, outputFile: outputFiles[name] })),
    env: { FAULTBOOK_ROOT: root },
    provide: { asked: { ids, engines: engines.map(({ name }) => name) } },
    watch: false,
    passWithNoTests: true,
    fsModuleCachePath: CACHE,
    testTimeout: 90_000,
  };
}
