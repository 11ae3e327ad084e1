import { describe, expect, test } from "vitest";
import { judge, unanswered } from "../../src/checks/verdict.ts";

import { RUN } from "./samples.ts";

describe("judge()", () => {
  test.each([
    [{ exitCode: 0 }, "ok"],
    [{ exitCode: 1 }, "affected"],
    [{ exitCode: 2 }, "unknown"],
    [{ exitCode: 126 }, "unknown"],
    [{ exitCode: 0, refused: ["nproc"] }, "unknown"],
    [{ exitCode: 1, refused: ["> /tmp/x"] }, "unknown"],
    [{ exitCode: 0, timedOut: true }, "unknown"],
  ])("takes %j for %s", (given, verdict) => {
    expect(judge({ ...RUN, ...given })).toBe(verdict);
  });
});

describe("unanswered()", () => {
  test("says why a run is no answer", () => {
    const program = `awk {\n  ${"x".repeat(80)} }`;

    const reasons = [RUN, { ...RUN, timedOut: true }, { ...RUN, refused: ["uname -r", program] }].map(unanswered);

    expect(reasons).toMatchInlineSnapshot(`
      [
        undefined,
        "it did not end in time",
        "the simulated shell has no answer to "awk { xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"; the host has no transcript of "uname -r"",
      ]
    `);
  });
});
