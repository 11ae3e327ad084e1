// The engines held against each other over snippets that nobody thought of: the simulated shell says what the real one
// says, or it refuses.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bubblewrap } from "../../../src/checks/engines/bubblewrap.ts";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { answersOf } from "./batch.ts";
import { MADE } from "./host.ts";
import { SNIPPET } from "./snippets.ts";

const missing = bubblewrap.missing?.();
const [SEED, RUNS, EACH] = [20231019, 3, 20];

describe.skipIf(missing !== undefined)(`by chance${missing === undefined ? "" : `: ${missing}`}`, () => {
  test("the simulated shell says what the real one says, or refuses", async () => {
    let refusals = 0;
    const agree = fc.asyncProperty(fc.array(SNIPPET, { minLength: EACH, maxLength: EACH }), async (snippets) => {
      const answers = await answersOf(snippets, MADE, false);
      for (const [i, snippet] of snippets.entries()) {
        const { exitCode, stdout, refused } = await simulated.run(snippet, MADE);
        const answer = answers[i];
        if (refused.length > 0) refusals++;
        else
          expect({ snippet, exitCode, stdout }).toEqual({
            snippet,
            exitCode: answer?.exitCode,
            stdout: answer?.stdout,
          });
      }
    });

    // Without making a failing snippet smaller, which takes a sandbox for each try.
    await fc.assert(agree, { seed: SEED, numRuns: RUNS, endOnFailure: true });

    expect(refusals).toBeLessThan((RUNS * EACH) / 5);
  });
});
