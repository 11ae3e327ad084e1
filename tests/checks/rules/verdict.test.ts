import { describe, expect, test } from "vitest";
import { judge, reasonsFor, unanswered } from "../../../src/checks/rules/verdict.ts";
import { CAUSES } from "../../../src/model/check.ts";
import { RUN } from "../samples.ts";

describe("judge()", () => {
  test.each([
    [{ exitCode: 0 }, "ok"],
    [{ exitCode: 1 }, "affected"],
    [{ exitCode: 2 }, "unknown"],
    [{ exitCode: 126 }, "unknown"],
    [{ exitCode: 0, refused: [{ cause: "command", asked: "nproc" }] }, "unknown"],
    [{ exitCode: 1, refused: [{ cause: "write", asked: "> /tmp/x" }] }, "unknown"],
    [{ exitCode: 0, refused: [{ cause: "time", asked: "" }] }, "unknown"],
  ] as const)("takes %j for %s", (given, verdict) => {
    expect(judge({ ...RUN, ...given })).toBe(verdict);
  });

  test("takes a code that exits do not name for no answer", () => {
    expect(judge(RUN, { 1: "ok", 3: "affected" })).toBe("unknown");
    expect(judge({ ...RUN, exitCode: 3 }, { 1: "ok", 3: "affected" })).toBe("affected");
  });
});

describe("unanswered()", () => {
  test("says why a run is no answer, the gravest first", () => {
    const program = `awk {\n  ${"x".repeat(80)} }`;
    const commands = ["uname -r", program].map((asked) => ({ cause: "command", asked }) as const);

    expect(unanswered(RUN)).toBeUndefined();
    expect(unanswered({ ...RUN, refused: [...commands, { cause: "time", asked: "" }] })).toMatchInlineSnapshot(
      `"it did not end in time; the test host has no transcript of "uname -r", "awk { xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…""`,
    );
  });

  test("has words for every cause", () => {
    const said = CAUSES.map(
      (cause) =>
        `${cause}: ${reasonsFor([
          { cause, asked: "one" },
          { cause, asked: "two" },
        ])}`,
    );

    expect(said.join("\n")).toMatchInlineSnapshot(`
      "snippet: it cannot be run as a check (one, two)
      time: it did not end in time
      write: it tries to write (one, two), but a check may only read
      endless: it exceeds a limit (one, two)
      output: it prints one
      network: it uses the network (one, two)
      recording: no test host can answer "one", "two"
      command: the test host has no transcript of "one", "two""
    `);
  });
});
