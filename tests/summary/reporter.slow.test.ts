// The reporter at the end of a real run, in a Vitest of its own.

import { execFile } from "node:child_process";
import { env, execPath } from "node:process";
import { expect, test } from "vitest";

/** What the reporter has printed: the lines after Vitest's own. */
function summaryOf(...args: readonly string[]): Promise<string> {
  // Vitest tells its workers that they are; a Vitest of their own is none.
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VITEST|VITE_|TEST$|NODE_ENV$)/.test(name)));
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--root", "tests/fixtures/summary", "--color=false"];
  return new Promise((resolve) => {
    execFile(execPath, [...vitest, ...args], { env: own }, (_, stdout, stderr) =>
      resolve(/Duration[^\n]*\n\n(.*)/s.exec(stdout)?.[1] ?? stdout + stderr),
    );
  });
}

test("counts are summed up over tests, and skipped tests by their reason", async () => {
  expect(await summaryOf()).toMatchInlineSnapshot(`
    "  7 hosts read
      92 runs executed
      1 test skipped: no bash
      2 tests skipped: no browser, because there is none
      1 test skipped: nobody says why

    "
  `);
});

test("tests that a name leaves out are not told as skipped, those that lack something are", async () => {
  expect(await summaryOf("-t", "one|three")).toMatchInlineSnapshot(`
    "  2 runs executed
      2 tests skipped: no browser, because there is none

    "
  `);
});
