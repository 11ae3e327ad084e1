import { describe, expect, test } from "vitest";
import { forbiddenIn, isTextTool, refusalsOf, shortened } from "../../../src/checks/rules/refusals.ts";
import type { Cause, Refusal, Run } from "../../../src/model/check.ts";
import { RUN } from "../samples.ts";

const refusing = (...refused: readonly (readonly [Cause, string])[]): Run => ({
  ...RUN,
  refused: refused.map(([cause, asked]) => ({ cause, asked })),
});
const asked = (refusals: readonly Refusal[]) => refusals.map((refusal) => `${refusal.cause} ${refusal.asked}`.trim());

describe("refusalsOf()", () => {
  test("puts the gravest first, and leaves those of one cause in their order", () => {
    const run = refusing(
      ["command", "uname -r"],
      ["recording", "$RANDOM"],
      ["write", "> /x"],
      ["time", ""],
      ["command", "nproc"],
    );

    expect(asked(refusalsOf(run))).toEqual([
      "time",
      "write > /x",
      "recording $RANDOM",
      "command uname -r",
      "command nproc",
    ]);
  });

  test("takes a connection for no file that is written", () => {
    const run = refusing(["write", "> /dev/tcp/a/80"], ["network", "/dev/tcp/a/80"]);

    expect(asked(refusalsOf(run))).toEqual(["network /dev/tcp/a/80"]);
  });
});

describe("forbiddenIn()", () => {
  test("leaves what only one host lacks, and what no recording answers, to CANNOT TELL", () => {
    const run = refusing(["command", "uname -r"], ["command", "nproc"], ["recording", "ls -l"], ["output", "more"]);

    expect(asked(forbiddenIn(run, new Set(["uname"])))).toEqual(["output more", "command nproc"]);
    expect(asked(forbiddenIn(run, undefined))).toEqual(["output more"]);
  });

  test("takes a text tool that would write for a fault, though it found nothing to write to", () => {
    const ran = [
      "sed -i s/a/b/ /etc/x",
      "sed -n s/a/b/p /etc/x",
      "sort -o /x /x",
      "find /x -delete",
      "find /x -name delete",
      "find /x -exec cat {} +",
    ];
    const told = ["write sed -i s/a/b/ /etc/x", "write sort -o /x /x", "write find /x -delete"];

    expect(asked(forbiddenIn({ ...RUN, ran }, new Set()))).toEqual(told);
  });
});

test("shortened() keeps a whole awk program out of a sentence", () => {
  expect(shortened(`awk {\n  ${"x".repeat(80)} }`)).toBe(`awk { ${"x".repeat(54)}…`);
});

test("isTextTool() knows what needs no transcript", () => {
  expect(["grep", "zpool", "readlink", ""].filter(isTextTool)).toEqual(["grep"]);
});
